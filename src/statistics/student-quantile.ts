/** Quantiles of Student's t: how far a mean of few values may stray in units of its standard error. */

import { normalQuantile } from './normal-quantile.ts';

/** Above this the expansion around the normal quantile is as good as the finite sum, and far cheaper. */
const EXACT_UP_TO = 1000;

/**
 * The p-quantile (0 < p < 1) of Student's t with a whole number of degrees of freedom >= 1.
 * Relative error below 1e-9 for p in 1e-6..1-1e-6 and |p - 1/2| > 1e-6. Throws RangeError for
 * p or degrees of freedom outside these.
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (!(Number.isSafeInteger(degreesOfFreedom) && degreesOfFreedom >= 1)) {
    throw new RangeError(`degrees of freedom must be whole and >= 1, got ${degreesOfFreedom}`);
  }
  if (!(p > 0 && p < 1)) throw new RangeError(`a quantile needs 0 < p < 1, got ${p}`);
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  return degreesOfFreedom > EXACT_UP_TO ? expansion(p, degreesOfFreedom) : bisection(p, degreesOfFreedom);
}

/** P(|T| <= t) with t = sqrt(dof)·tan(angle): the finite sums of Abramowitz & Stegun 26.7.3 and 26.7.4. */
function centralProbability(angle: number, degreesOfFreedom: number): number {
  const odd = degreesOfFreedom % 2 === 1;
  const cosine = Math.cos(angle);
  let term = odd ? cosine : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let j = odd ? 3 : 2; j <= degreesOfFreedom - 2; j += 2) {
    term *= ((j - 1) / j) * cosine * cosine;
    sum += term;
  }
  const product = Math.sin(angle) * sum;
  return odd ? (2 / Math.PI) * (angle + product) : product;
}

function bisection(p: number, degreesOfFreedom: number): number {
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const angle = (low + high) / 2;
    if (centralProbability(angle, degreesOfFreedom) < 2 * p - 1) low = angle;
    else high = angle;
  }
  return Math.sqrt(degreesOfFreedom) * Math.tan(low);
}

/** Cornish–Fisher, Abramowitz & Stegun 26.7.5. */
function expansion(p: number, degreesOfFreedom: number): number {
  const z = normalQuantile(p);
  const square = z * z;
  const first = ((square + 1) * z) / 4;
  const second = (((5 * square + 16) * square + 3) * z) / 96;
  const third = ((((3 * square + 19) * square + 17) * square - 15) * z) / 384;
  return z + first / degreesOfFreedom + second / degreesOfFreedom ** 2 + third / degreesOfFreedom ** 3;
}
