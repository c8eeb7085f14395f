// The Mann-Whitney U test, two-sided, as scipy's mannwhitneyu does it for samples of nine and more: normal approximation with
// corrections for ties and continuity. It stands in where google/benchmark's compare.py or its scipy cannot be had.
import { normalQuantile } from '../../../dist/statistics/index.js';

/** Whether the samples (nine values or more each) differ at the level alpha. */
export function uTestDiffers(a, b, alpha = 0.05) {
  const total = a.length + b.length;
  const all = [...a, ...b];
  const counts = new Map();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  const ties = [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
  const variance = ((a.length * b.length) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) return false;
  const distance = Math.abs(wins - (a.length * b.length) / 2) - 0.5;
  return distance / Math.sqrt(variance) > normalQuantile(1 - alpha / 2);
}
