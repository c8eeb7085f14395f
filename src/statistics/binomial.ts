/** The binomial distribution: how many of n fair signs are positive. */

import { logGamma } from './log-gamma.ts';
import { requireCount } from './preconditions.ts';

/**
 * ln P(Bin(n, p) = k); -Infinity where that is impossible.
 * Error of the logarithm about n·1e-15: 1e-9 at n = 1e6. Throws RangeError for n not whole or p outside 0..1.
 */
export function binomialLogPmf(k: number, n: number, p: number): number {
  requireCount(n);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability must lie between 0 and 1, got ${p}`);
  if (!Number.isInteger(k) || k < 0 || k > n) return -Infinity;
  const logChoose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return logChoose + xTimesLn(k, p) + xTimesLn(n - k, 1 - p);
}

/**
 * P(Bin(n, 1/2) <= k), accurate relative to its own size in the lower tail (1e-8 at n = 1e6).
 * Sums from the largest term downward and stops when terms no longer count: about 10·sqrt(n) steps.
 */
export function binomialHalfCdf(k: number, n: number): number {
  requireCount(n);
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  if (2 * whole >= n) return 1 - binomialHalfCdf(n - whole - 1, n);
  let term = 1;
  let sum = 1;
  for (let i = whole; i > 0 && term > sum * 1e-17; i--) {
    term *= i / (n - i + 1);
    sum += term;
  }
  return Math.exp(binomialLogPmf(whole, n, 0.5)) * sum;
}

/** x ln y with the limit 0 at x = 0, where 0·(-Infinity) would be NaN. */
function xTimesLn(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(y);
}
