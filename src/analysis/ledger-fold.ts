/** From a run to its entries in the ledger, and from the ledger to how often identical arms were told apart. */
import type { LedgerEntry } from '../model/ledger.ts';
import { clopperPearson, exponentiate, type Interval, mean, median } from '../statistics/index.ts';
import type { Analysis } from './analysis.ts';
import type { CellSeries } from './cell-series.ts';
import type { CommandSeries } from './command-series.ts';
import type { Contrast } from './verdict.ts';

type ControlPlace = Pick<LedgerEntry, 'cell' | 'design' | 'sizeBytes' | 'n' | 'alpha'>;

function entryOf(
  { header }: Analysis,
  stage: number,
  { cell, design, sizeBytes, n, alpha }: ControlPlace,
  { interval, median: logRatio }: Contrast,
): LedgerEntry {
  return {
    at: header.startedAt,
    version: header.version,
    experiment: header.plan.name,
    stage: header.plan.stages[stage]?.name ?? '',
    cell,
    design,
    sizeBytes,
    n,
    ratio: Math.exp(logRatio),
    ...exponentiate(interval),
    alpha,
    void: interval.low > 0 || interval.high < 0,
  };
}

function cellEntry(analysis: Analysis, stage: number, cell: number, series: CellSeries): LedgerEntry {
  const control = series.controlContrast();
  const { design, sizeBytes } = series.cell;
  const place = { cell, design: design.kind, sizeBytes, n: control.count, alpha: analysis.alphaEach };
  return entryOf(analysis, stage, place, control.settled());
}

/** The wall clock alone: CPU time and faults of identical commands are often the same to the last count, and tell nothing. */
function commandEntry(analysis: Analysis, stage: number, here: CommandSeries): LedgerEntry {
  const n = here.controlContrast('wall').count;
  const place = { cell: 0, design: 'command', sizeBytes: null, n, alpha: here.alphaOf('wall') };
  return entryOf(analysis, stage, place, here.settledControl('wall'));
}

/** The A/A contrasts of the run whose interval is bounded; the others could not have told anything. */
export function ledgerEntries(analysis: Analysis): LedgerEntry[] {
  const cells = analysis.cells.flatMap((own, stage) =>
    own.map((series, cell) => cellEntry(analysis, stage, cell, series)),
  );
  const commands = analysis.commands.flatMap((here, stage) =>
    here ? [commandEntry(analysis, stage, here)] : [],
  );
  return [...cells, ...commands].filter((entry) => entry.low > 0 && Number.isFinite(entry.high));
}

/** A run that went on with --resume has written its contrasts again: the last state counts. */
function withoutRepeats(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const keyOf = ({ at, experiment, stage, cell }: LedgerEntry): string =>
    JSON.stringify([at, experiment, stage, cell]);
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
}

/** Rates are fractions; `since` is when the first run started. Null where there is no comparison to tell it from. */
export type TrustRecord = {
  readonly comparisons: number;
  readonly falsePositives: number;
  readonly rate: number | null;
  /** The exact 95 % interval of the rate; 0..1 where nothing is known. */
  readonly interval: Interval;
  /** The mean of the error rates that were promised. */
  readonly promised: number | null;
  /** The median over the comparisons of the smallest difference that they could have told, as a fraction. */
  readonly medianResolution: number | null;
  readonly since: string | null;
};

export type TrustSummary = TrustRecord & {
  readonly designs: readonly ({ readonly design: string } & TrustRecord)[];
};

function recordOf(entries: readonly LedgerEntry[]): TrustRecord {
  const falsePositives = entries.filter((entry) => entry.void).length;
  const comparisons = entries.length;
  const resolutions = entries.map(({ low, high }) => Math.max(high, 1 / low) - 1);
  const any = comparisons > 0;
  return {
    comparisons,
    falsePositives,
    rate: any ? falsePositives / comparisons : null,
    interval: clopperPearson(falsePositives, comparisons, 0.05),
    promised: any ? mean(entries.map((entry) => entry.alpha)) : null,
    medianResolution: any ? median(resolutions) : null,
    since: entries.map((entry) => entry.at).sort()[0] ?? null,
  };
}

/** How often identical arms were told apart, against what was promised; over all designs, and for each. */
export function summariseLedger(all: readonly LedgerEntry[]): TrustSummary {
  const entries = withoutRepeats(all);
  const designs = [...new Set(entries.map((entry) => entry.design))].sort();
  return {
    ...recordOf(entries),
    designs: designs.map((design) => ({
      design,
      ...recordOf(entries.filter((entry) => entry.design === design)),
    })),
  };
}
