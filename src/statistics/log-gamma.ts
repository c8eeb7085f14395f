/** ln of the gamma function: the one special function that binomials and beta mixtures need. */

const HALF_LN_TWO_PI = 0.9189385332046727;

/** B(2j) / (2j (2j-1)), j = 1.. : the coefficients of Stirling's series, Abramowitz & Stegun 6.1.41. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360];

/** From here on the first omitted term, 1/(156 x^13), is below the rounding of the result. */
const STIRLING_FROM = 10;

/**
 * ln Γ(x) for x > 0, by Stirling's series after shifting small x upward with Γ(x+1) = xΓ(x).
 * Relative error below 1e-12 for 0.5 <= x <= 1e7; next to the zeros at 1 and 2, absolute error below 1e-14.
 * Throws RangeError for x <= 0 and NaN.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma needs x > 0, got ${x}`);
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted += 1;
  }
  return stirling(shifted) - Math.log(product);
}

function stirling(x: number): number {
  const inverseSquare = 1 / (x * x);
  let series = 0;
  for (let j = STIRLING.length - 1; j >= 0; j--) series = series * inverseSquare + STIRLING[j]!;
  return (x - 0.5) * Math.log(x) - x + HALF_LN_TWO_PI + series / x;
}
