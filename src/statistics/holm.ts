/** Many tests at once: which of their hypotheses may be rejected together. */

import { requireAlpha } from './preconditions.ts';

/**
 * For each p-value whether its hypothesis is rejected, such that with probability at least 1 - alpha none is that is true,
 * however the tests depend on each other. Throws RangeError for an alpha outside 0..1.
 * Source: Holm, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(pValues: readonly number[], alpha: number): boolean[] {
  requireAlpha(alpha);
  const rejected = pValues.map(() => false);
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  for (const [rank, index] of order.entries()) {
    if (!(pValues[index]! <= alpha / (pValues.length - rank))) break;
    rejected[index] = true;
  }
  return rejected;
}
