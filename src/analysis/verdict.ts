/** The rule that turns intervals into a verdict (docs/decisions/0003). All values are natural logarithms of ratios. */
import type { Verdict } from '../model/finding.ts';
import { contains, type Interval } from '../statistics/index.ts';

export type Contrast = {
  readonly interval: Interval;
  readonly median: number;
  /** The running interval became empty: the differences drift or depend on each other. */
  readonly broken: boolean;
};

/** ln(1 + e): a ratio within 1/(1+e) .. 1+e is equivalent. */
export function marginOf(equivalence: number): number {
  return Math.log1p(equivalence);
}

/** The smallest difference that the run can tell from its own noise: the outer bound of the A/A interval. */
export function resolutionOf(control: Contrast): number {
  return Math.max(Math.abs(control.interval.low), Math.abs(control.interval.high));
}

function within(interval: Interval, margin: number): boolean {
  return interval.low >= -margin && interval.high <= margin;
}

/**
 * `void`: the control differs from its own copy. `equivalent`: the whole interval lies within the margin, and the
 * control's does, so that the run could have seen more. `different`: the interval excludes 1, and the estimate is beyond the
 * run's resolution. Else `unresolved`.
 */
export function decideVerdict(contrast: Contrast, control: Contrast, margin: number): Verdict {
  if (!contains(control.interval, 0)) return 'void';
  if (contrast.broken || control.broken) return 'unresolved';
  if (within(contrast.interval, margin) && within(control.interval, margin)) return 'equivalent';
  const excludes = !contains(contrast.interval, 0);
  return excludes && Math.abs(contrast.median) > resolutionOf(control) ? 'different' : 'unresolved';
}

/**
 * Whether more blocks could change what is said: no, once the interval lies wholly beyond the margin, or wholly within it
 * (with the control's), or is narrower than the precision asked for.
 */
export function isSettled(contrast: Contrast, control: Contrast, margin: number, precision: number): boolean {
  if (!contains(control.interval, 0)) return true;
  const { low, high } = contrast.interval;
  if ((high - low) / 2 <= precision && (control.interval.high - control.interval.low) / 2 <= precision)
    return true;
  if (low > margin || high < -margin) return Math.abs(contrast.median) > resolutionOf(control);
  return within(contrast.interval, margin) && within(control.interval, margin);
}
