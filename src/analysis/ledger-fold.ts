/** From a run to its entries in the ledger, and from the ledger to how often identical arms were told apart. */
import type { LedgerEntry } from '../model/ledger.ts';
import { clopperPearson, exponentiate, type Interval, mean, median } from '../statistics/index.ts';
import type { Analysis } from './analysis.ts';
import type { CellSeries } from './cell-series.ts';

function entryOf(analysis: Analysis, stage: number, cell: number, series: CellSeries): LedgerEntry {
  const { header, alphaEach } = analysis;
  const control = series.controlContrast();
  const { interval, median: logRatio } = control.settled();
  return {
    at: header.startedAt,
    version: header.version,
    experiment: header.plan.name,
    stage: header.plan.stages[stage]?.name ?? '',
    cell,
    design: series.cell.design.kind,
    sizeBytes: series.cell.sizeBytes,
    n: control.count,
    ratio: Math.exp(logRatio),
    ...exponentiate(interval),
    alpha: alphaEach,
    void: interval.low > 0 || interval.high < 0,
  };
}

/** The A/A contrasts of the run whose interval is bounded; the others could not have told anything. */
export function ledgerEntries(analysis: Analysis): LedgerEntry[] {
  return analysis.cells
    .flatMap((cells, stage) => cells.map((series, cell) => entryOf(analysis, stage, cell, series)))
    .filter((entry) => entry.low > 0 && Number.isFinite(entry.high));
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
