/** The running interval of a median that stays valid however often one looks and whenever one stops. */

import { anytimeRank } from './anytime-rank.ts';
import { GrowingSample } from './growing-sample.ts';
import { type Interval, intersect, unbounded } from './interval.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { requireAlpha } from './preconditions.ts';
import { quantileOfSorted } from './quantile.ts';

/** Every value is worth a look up to here; later looks come at a geometric pace, so a million values stay cheap. */
const EVERY_VALUE_UP_TO = 256;
const PACE = 1.05;

/** State of one sequence; every member may be read at any time. */
export interface ConfidenceSequence {
  /** Values added so far. */
  readonly count: number;
  /** All intervals so far had no point in common: the values drift or depend on each other. Never turns back. */
  readonly broken: boolean;
  /** A copy of the values in order of arrival. */
  readonly values: Float64Array;
  /** Adds the next value. Throws RangeError for NaN. */
  add(value: number): void;
  /**
   * The interval as of the last look, in the unit of the values: the intersection of all looks or, once broken, the
   * last look alone. Unbounded before the first n that bounds anything.
   */
  interval(): Interval;
  /** Exact median of all values so far, O(n); NaN for none. It can lie outside an interval that drift has narrowed. */
  median(): number;
}

/**
 * Starts a sequence whose intervals, all of them together, miss the median of independent values with probability at
 * most alpha, for every distribution. When it looks depends on the count alone: a replay gives the same intervals.
 * A million values take a fraction of a second. Source: see `anytimeRank`. Throws RangeError for alpha outside 0..1.
 */
export function confidenceSequence(alpha: number): ConfidenceSequence {
  requireAlpha(alpha);
  const sample = new GrowingSample();
  let running = unbounded;
  let broken = false;
  let nextLook = 1;

  const look = (): void => {
    const current = orderStatisticInterval(sample.ascending(), anytimeRank(sample.count, alpha));
    const narrowed = broken ? undefined : intersect(running, current);
    broken = narrowed === undefined;
    running = narrowed ?? current;
    nextLook = lookAfter(sample.count);
  };

  return {
    get count(): number {
      return sample.count;
    },
    get broken(): boolean {
      return broken;
    },
    get values(): Float64Array {
      return sample.values();
    },
    add(value: number): void {
      sample.add(value);
      if (sample.count === nextLook) look();
    },
    interval: () => running,
    median: () => quantileOfSorted(sample.ascending(), 0.5),
  };
}

function lookAfter(count: number): number {
  return count < EVERY_VALUE_UP_TO ? count + 1 : Math.ceil(count * PACE);
}
