/** One contrast as a report draws it: its ratios in run order, and its interval as it shrank. */
import type { ReportContrast } from '../../model/report.ts';
import { confidenceSequence } from '../../statistics/index.ts';
import type { PairedContrast } from '../paired-contrast.ts';
import { everySo, short, spreadCounts } from './thin.ts';

function finite(value: number): number | null {
  return Number.isFinite(value) ? short(value) : null;
}

/** An end of an interval of logarithms as a ratio; null while it is unbounded. */
function end(log: number): number | null {
  return Number.isFinite(log) ? short(Math.exp(log)) : null;
}

/** The same sequence once more, looked at on the way. */
function runningOf(values: Float64Array, alpha: number): ReportContrast['running'] {
  const sequence = confidenceSequence(alpha);
  const looks = spreadCounts(values.length);
  const [median, low, high]: [number[], (number | null)[], (number | null)[]] = [[], [], []];
  let next = 0;
  for (const value of values) {
    sequence.add(value);
    if (sequence.count !== looks[next]) continue;
    next++;
    const interval = sequence.interval();
    median.push(short(Math.exp(sequence.median())));
    low.push(end(interval.low));
    high.push(end(interval.high));
  }
  return { n: looks, median, low, high };
}

type Named = {
  readonly arm: string;
  readonly reference: string;
  readonly isControl: boolean;
  readonly alpha: number;
};

export function reportContrast(
  contrast: PairedContrast,
  settled: ReturnType<PairedContrast['settled']>,
  { alpha, ...named }: Named,
  most: number,
): ReportContrast {
  const logs = contrast.values;
  const { index, value, thinned, typical } = everySo(logs.map(Math.exp), most);
  return {
    ...named,
    ratio: finite(Math.exp(settled.median)) ?? 0,
    low: end(settled.interval.low),
    high: end(settled.interval.high),
    n: logs.length,
    autocorrelation: settled.autocorrelation ?? null,
    points: { pair: index, ratio: value, thinned, typical },
    running: runningOf(logs, alpha),
  };
}
