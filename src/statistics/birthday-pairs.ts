/** How random values are, from how often two of them are equal. */

import { clopperPearson } from './clopper-pearson.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { requireAlpha } from './preconditions.ts';

export type BirthdayPairs = {
  /** Pairs of equal values, and pairs of values at all. */
  readonly pairs: number;
  readonly ofPairs: number;
  /** log2(ofPairs / pairs); Infinity where no two values are equal. */
  readonly bits: number;
  /** Of the collision entropy in bits; with no pair at all it has no upper end. */
  readonly interval: Interval;
};

/** From here on the number of pairs is near enough to normal; below it is near enough to a count of independent pairs. */
const MANY_PAIRS = 50;

/**
 * The collision entropy (Renyi's of order 2, never more than Shannon's) of the distribution that the values were drawn from,
 * independently: -log2 of the probability that two draws are equal. The interval misses it with probability about alpha.
 * n draws show no more than about 2·log2(n) - 3 bits: with no pair among them the lower end is all that they say.
 * Source: Renyi, 4th Berkeley Symposium (1961); variance of a U-statistic: Hoeffding, Ann. Math. Stat. 19 (1948).
 */
export function birthdayPairs(values: readonly (number | string)[], alpha: number): BirthdayPairs {
  requireAlpha(alpha);
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const n = values.length;
  const ofPairs = (n * (n - 1)) / 2;
  let pairs = 0;
  let triples = 0;
  for (const count of counts.values()) {
    pairs += (count * (count - 1)) / 2;
    triples += (count * (count - 1) * (count - 2)) / 6;
  }
  if (ofPairs === 0) return { pairs, ofPairs, bits: Infinity, interval: { low: 0, high: Infinity } };
  const share =
    pairs < MANY_PAIRS ? clopperPearson(pairs, ofPairs, alpha) : normalShare(n, pairs, triples, alpha);
  return {
    pairs,
    ofPairs,
    bits: bitsOf(pairs / ofPairs),
    interval: { low: bitsOf(share.high), high: bitsOf(share.low) },
  };
}

/** Zero and not minus zero bits where every pair is equal. */
function bitsOf(share: number): number {
  return share >= 1 ? 0 : -Math.log2(share);
}

/** The interval of the share of equal pairs, on its logarithm. Pairs that share a draw depend where values differ in frequency. */
function normalShare(n: number, pairs: number, triples: number, alpha: number): Interval {
  const share = (2 * pairs) / (n * (n - 1));
  const ofTriples = (n * (n - 1) * (n - 2)) / 6;
  const excess = Math.max(0, (ofTriples > 0 ? triples / ofTriples : 0) - share * share);
  const variance = (2 / (n * (n - 1))) * (2 * (n - 2) * excess + share * (1 - share));
  const width = (normalQuantile(1 - alpha / 2) * Math.sqrt(variance)) / share;
  return { low: share * Math.exp(-width), high: Math.min(1, share * Math.exp(width)) };
}
