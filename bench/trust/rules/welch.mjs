// Welch's t-test, two-sided: whether two means differ at 5 % where the variances may. Welch, Biometrika 34 (1947).
import { mean, studentQuantile, variance } from '../../../dist/statistics/index.js';

/**
 * Student's quantile for degrees of freedom that are not whole: linear in their reciprocal, in which the quantile is nearly
 * straight (below two degrees, where it is not, it is too large rather than too small).
 */
function quantile(p, degreesOfFreedom) {
  const below = Math.max(1, Math.floor(degreesOfFreedom));
  const low = studentQuantile(p, below);
  const high = studentQuantile(p, below + 1);
  const share = (1 / below - 1 / degreesOfFreedom) / (1 / below - 1 / (below + 1));
  return low + Math.max(0, share) * (high - low);
}

/** Which of two samples (of two values or more each, in one unit) has the smaller mean: 'A', 'B' or 'none'. */
export function welchVerdict(a, b, alpha = 0.05) {
  const difference = mean(b) - mean(a);
  const [partA, partB] = [variance(a) / a.length, variance(b) / b.length];
  const squaredError = partA + partB;
  if (difference === 0 || !(squaredError >= 0)) return 'none';
  if (squaredError > 0) {
    const freedom = squaredError ** 2 / (partA ** 2 / (a.length - 1) + partB ** 2 / (b.length - 1));
    if (Math.abs(difference) / Math.sqrt(squaredError) <= quantile(1 - alpha / 2, freedom)) return 'none';
  }
  return difference > 0 ? 'A' : 'B';
}
