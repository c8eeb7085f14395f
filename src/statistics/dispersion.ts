/** How widely one series scatters. */

import { mean, variance } from './moments.ts';
import { interquartileRange } from './quantile.ts';

/**
 * Relative dispersion of a positive quantity from its natural logarithms: their interquartile range, without unit.
 * 0.02 says that the middle half of the values spans about 2 %. Untouched by rare extremes. NaN for none.
 */
export function relativeDispersion(logs: ArrayLike<number>): number {
  return interquartileRange(logs);
}

/**
 * Standard deviation (divisor n-1) over mean, without unit; NaN below two values. One extreme value can dominate it:
 * given because others report it, not for verdicts.
 */
export function coefficientOfVariation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values)) / mean(values);
}
