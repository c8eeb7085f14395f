/** The ratio of two means, for claims about total cost, where every slow trial counts. */

import { hull, type Interval, unbounded } from './interval.ts';
import { covariance, mean, variance } from './moments.ts';
import { requireAlpha, requireSameLength } from './preconditions.ts';
import { studentQuantile } from './student-quantile.ts';

/** mean(numerator) / mean(denominator), without unit when both share one. */
export interface RatioOfMeans {
  readonly ratio: number;
  readonly interval: Interval;
  /** Pairs. */
  readonly n: number;
}

/**
 * Ratio of the means of paired samples (one pair a block, one value a process: never iterations inside a process) with
 * Fieller's interval: all θ for which mean(numerator) - θ·mean(denominator) is no further from 0 than Student's t
 * allows. Exact for normal pairs, approximate otherwise: skewed trials need some tens of pairs. Unbounded below two
 * pairs, and when the denominator's mean is itself not separated from 0. Throws RangeError for unequal lengths.
 * Sources: Fieller, J. R. Stat. Soc. B 16 (1954); Kalibera & Jones (2012), kar.kent.ac.uk/33611.
 */
export function ratioOfMeans(
  numerator: ArrayLike<number>,
  denominator: ArrayLike<number>,
  alpha: number,
): RatioOfMeans {
  requireSameLength(numerator, denominator);
  requireAlpha(alpha);
  const n = numerator.length;
  const ratio = mean(numerator) / mean(denominator);
  return { ratio, interval: n < 2 ? unbounded : fieller(numerator, denominator, alpha), n };
}

/** The two roots in θ of (ȳ - θx̄)² = t²·var(y - θx)/n, where y is the numerator and x the denominator. */
function fieller(y: ArrayLike<number>, x: ArrayLike<number>, alpha: number): Interval {
  const n = y.length;
  const meanY = mean(y);
  const meanX = mean(x);
  const factor = studentQuantile(1 - alpha / 2, n - 1) ** 2 / n;
  const [varianceY, varianceX, shared] = [variance(y), variance(x), covariance(y, x)];
  const leading = meanX * meanX - factor * varianceX;
  if (!(leading > 0)) return unbounded;
  const middle = meanX * meanY - factor * shared;
  // The discriminant, rearranged: middle² - leading·constant would cancel nearly all digits of close samples.
  const contrast = Float64Array.from({ length: n }, (_, i) => meanX * y[i]! - meanY * x[i]!);
  const determinant = varianceY * varianceX - shared * shared;
  const root = Math.sqrt(Math.max(0, factor * variance(contrast) - factor * factor * determinant));
  const roots = { low: (middle - root) / leading, high: (middle + root) / leading };
  // Samples that do not vary give a point; rounding must not put the estimate beside it.
  return hull(roots, { low: meanY / meanX, high: meanY / meanX });
}
