/** Means and covariances, computed around the mean so that close values keep their digits. */

/** Arithmetic mean, in the unit of the values; NaN for none. */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const first = sum / values.length;
  // A second pass removes the rounding of the first sum; infinite means have none to remove.
  if (!Number.isFinite(first)) return first;
  let remainder = 0;
  for (let i = 0; i < values.length; i++) remainder += values[i]! - first;
  return first + remainder / values.length;
}

/** Sample covariance of index-aligned series (divisor n-1), in the product of their units; NaN below two values. */
export function covariance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length < 2) return Number.NaN;
  const meanA = mean(a);
  const meanB = mean(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - meanA) * (b[i]! - meanB);
  return sum / (a.length - 1);
}

/** Sample variance (divisor n-1), in the squared unit of the values; NaN below two values. */
export function variance(values: ArrayLike<number>): number {
  return covariance(values, values);
}
