/** How the reference's own time moved from the first block to the last. */
import type { ReportDrift } from '../../model/report.ts';
import { quantileOfSorted, sorted, theilSen } from '../../statistics/index.ts';
import { short, typicalRange } from './thin.ts';

/** More are not told apart in a drawing, and a slope through them costs no time. */
const mostSpans = 120;
const fewestSpans = 10;

/** In logarithms: a drift is a factor. */
function changeOf(medians: readonly number[], alpha: number): ReportDrift['change'] {
  if (medians.length < fewestSpans) return null;
  const last = medians.length - 1;
  const { slope, interval } = theilSen(
    medians.map((_, span) => span / last),
    medians.map((value) => Math.log(value)),
    alpha,
  );
  const end = (log: number): number | null => (Number.isFinite(log) ? short(Math.exp(log)) : null);
  return { ratio: short(Math.exp(slope)), low: end(interval.low), high: end(interval.high) };
}

/** `at` gives the reference's time in a block, NaN where there is none. */
export function reportDrift(
  arm: string,
  at: (block: number) => number,
  blocks: number,
  alpha: number,
): ReportDrift | null {
  const taken = Array.from({ length: blocks }, (_, block) => ({ block, ns: Math.max(1, at(block)) })).filter(
    ({ ns }) => !Number.isNaN(ns),
  );
  if (taken.length === 0) return null;
  const typical = quantileOfSorted(sorted(taken.map(({ ns }) => ns)), 0.5);
  const spanTrials = Math.ceil(taken.length / mostSpans);
  const spans = Array.from({ length: Math.ceil(taken.length / spanTrials) }, (_, span) => {
    const own = taken.slice(span * spanTrials, (span + 1) * spanTrials);
    return { block: own[0]?.block ?? 0, ratios: sorted(own.map(({ ns }) => ns / typical)) };
  });
  const column = (p: number): number[] => spans.map(({ ratios }) => short(quantileOfSorted(ratios, p)));
  const median = column(0.5);
  return {
    arm,
    n: taken.length,
    spanTrials,
    block: spans.map(({ block }) => block),
    median,
    low: column(0.25),
    high: column(0.75),
    typical: typicalRange(sorted(median)),
    change: changeOf(median, alpha),
  };
}
