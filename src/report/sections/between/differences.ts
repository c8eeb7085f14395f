/** What of machines and settings is not the same in all runs of a page, run by run. */
import type { Report, ReportRun } from '../../../model/report.ts';
import { formatPercent } from '../../../model/units.ts';

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

/** Of what verdicts depend on. */
const ofVerdicts: readonly { readonly what: string; readonly of: (run: ReportRun) => string }[] = [
  { what: 'the margin of equivalence', of: ({ header }) => formatPercent(header.settings.equivalence) },
  { what: 'the error rate of all verdicts', of: ({ header }) => formatPercent(header.settings.alpha) },
];

export function differenceRows(report: Report): DifferenceRow[] {
  const settings = ofVerdicts.map(({ what, of }) => ({ what, values: report.runs.map(of) }));
  return [...ofMachines(report), ...settings.filter(({ values }) => new Set(values).size > 1)];
}
