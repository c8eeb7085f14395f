// What people conclude from two rows of timings without a test: the smaller mean, or standard errors that do not overlap.
import { mean, variance } from '../../../dist/statistics/index.js';

/** The sample with the smaller mean: names one always, except where the means are equal to the last digit. */
export function smallerMean(a, b) {
  const difference = mean(b) - mean(a);
  return difference === 0 ? 'none' : difference > 0 ? 'A' : 'B';
}

/** The sample with the smaller mean where mean +- standard error of the two do not touch; else 'none'. */
export function disjointStandardErrors(a, b) {
  const error = (values) => Math.sqrt(variance(values) / values.length);
  return Math.abs(mean(b) - mean(a)) > error(a) + error(b) ? smallerMean(a, b) : 'none';
}
