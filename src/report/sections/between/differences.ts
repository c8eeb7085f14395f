/** What of machines and settings is not the same in all runs of a page, run by run. */
import type { Report } from '../../../model/report.ts';
import type { RunSettings } from '../../../model/run.ts';
import { formatCount, formatDuration, formatPercent } from '../../../model/units.ts';

export type DifferenceRow = {
  readonly what: string;
  /** In the order of the runs. */
  readonly values: readonly string[];
};

/** Of each machine, as the pairs tell it: the first run against each other one. */
function ofMachines({ runs, pairs }: Report): DifferenceRow[] {
  const whats = new Set(pairs.flatMap(({ differences }) => differences.map(({ what }) => what)));
  return [...whats].map((what) => {
    const told = pairs.map(({ second, differences }) => ({
      second,
      own: differences.find((one) => one.what === what),
    }));
    const first = told.find(({ own }) => own)?.own?.first ?? '';
    return {
      what,
      values: runs.map(({ letter }) => told.find(({ second }) => second === letter)?.own?.second ?? first),
    };
  });
}

/** Of what verdicts depend on, and of how long a run could go on. */
const ofVerdicts: readonly { readonly what: string; readonly of: (settings: RunSettings) => string }[] = [
  { what: 'the margin of equivalence', of: ({ equivalence }) => formatPercent(equivalence) },
  { what: 'the error rate of all verdicts', of: ({ alpha }) => formatPercent(alpha) },
  { what: 'the precision asked for', of: ({ precision }) => formatPercent(precision) },
  { what: 'the time budget', of: ({ budgetSeconds }) => formatDuration(budgetSeconds * 1e9) },
  {
    what: 'blocks at the most',
    of: ({ maxBlocks }) => (maxBlocks > 0 ? formatCount(maxBlocks) : "each stage's own limit"),
  },
];

export function differenceRows(report: Report): DifferenceRow[] {
  const settings = ofVerdicts.map(({ what, of }) => ({
    what,
    values: report.runs.map(({ header }) => of(header.settings)),
  }));
  return [...ofMachines(report), ...settings.filter(({ values }) => new Set(values).size > 1)];
}
