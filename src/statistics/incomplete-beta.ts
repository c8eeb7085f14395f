/** The regularised incomplete beta function: the distribution behind exact binomial intervals. */

import { logGamma } from './log-gamma.ts';

/** About sqrt(max(a, b)) terms are needed. */
const MOST_TERMS = 10_000;
const SMALLEST = 1e-300;
const PRECISION = 1e-15;

/**
 * I_x(a, b) = P(Beta(a, b) <= x) for a, b > 0 and 0 <= x <= 1, by its continued fraction with Lentz's method.
 * Relative error below 1e-10 for shapes up to 1e4. Throws RangeError outside that domain.
 * Source: Abramowitz & Stegun 26.5.8; Press et al., Numerical Recipes, section 6.4.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`an incomplete beta needs 0 <= x <= 1, got ${x}`);
  if (!(a > 0 && b > 0)) throw new RangeError(`an incomplete beta needs shapes above 0, got ${a} and ${b}`);
  if (x === 0 || x === 1) return x;
  // The fraction converges quickly below the mean; above it the mirror image does.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logFront) * continuedFraction(x, a, b)) / a;
}

/** Away from 0, where Lentz's method would divide by it. */
function apart(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart(1 + even * d);
    c = apart(1 + even / c);
    fraction *= d * c;
    d = 1 / apart(1 + odd * d);
    c = apart(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) return fraction;
  }
  return fraction;
}
