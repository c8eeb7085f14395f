/** An interval of the real line, and the few things one does with it. */

/** Closed interval; an end may be infinite, which says "not bounded by this sample". */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The interval that excludes nothing: what a sample too small to bound anything yields. */
export const unbounded: Interval = Object.freeze({ low: -Infinity, high: Infinity });

/** True when `value` lies in the interval, ends included. */
export function contains(interval: Interval, value: number): boolean {
  return interval.low <= value && value <= interval.high;
}

/** What both intervals allow, or undefined when they have no point in common. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { low, high } : undefined;
}

/** The smallest interval that covers both, the gap between them included. */
export function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** Interval of logarithms to interval of ratios; the unbounded one becomes [0, Infinity]. */
export function exponentiate(interval: Interval): Interval {
  return { low: Math.exp(interval.low), high: Math.exp(interval.high) };
}
