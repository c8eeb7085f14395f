/** Which bits of a number are random: those that are 1 as often as 0. */

import { binomialHalfCdf } from './binomial.ts';
import { holm } from './holm.ts';
import { requireAlpha } from './preconditions.ts';

/** One bit over all values. */
export type BitBalance = {
  /** 0 for the lowest. */
  readonly bit: number;
  /** In how many of the values it is 1. */
  readonly ones: number;
  /** The same in all values; or as often 1 as 0, as far as n values can tell; or neither. */
  readonly kind: 'constant' | 'balanced' | 'skewed';
};

/** Bits of a whole number that a double holds exactly. */
const BITS = 53;
const HALF = 2 ** 26;

function countOnes(values: readonly number[]): number[] {
  const ones = Array.from({ length: BITS }, () => 0);
  for (const value of values) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`bits are counted of whole numbers from 0 to 2^53, got ${value}`);
    // Bit operations of the language take 32 bits.
    for (let low = value % HALF, bit = 0; low > 0; low >>>= 1, bit++) ones[bit]! += low & 1;
    for (let high = Math.floor(value / HALF), bit = 26; high > 0; high >>>= 1, bit++) ones[bit]! += high & 1;
  }
  return ones;
}

/**
 * The bits of the values (whole, 0 to 2^53), lowest first. A bit that varies is `balanced` unless the exact two-sided sign test
 * says otherwise; over all bits that vary, a balanced one is called skewed with probability at most alpha (Holm). Bits that are
 * balanced one by one need not be independent of each other: their number bounds entropy from above only.
 */
export function bitBalance(values: readonly number[], alpha: number): BitBalance[] {
  requireAlpha(alpha);
  const n = values.length;
  const counted = countOnes(values).map((ones, bit) => ({ bit, ones }));
  const varying = counted.filter(({ ones }) => ones > 0 && ones < n);
  const pValues = varying.map(({ ones }) => Math.min(1, 2 * binomialHalfCdf(Math.min(ones, n - ones), n)));
  const rejected = holm(pValues, alpha);
  const skewed = new Set(varying.filter((_, index) => rejected[index]).map(({ bit }) => bit));
  return counted.map(({ bit, ones }) => {
    const kind = ones === 0 || ones === n ? 'constant' : skewed.has(bit) ? 'skewed' : 'balanced';
    return { bit, ones, kind };
  });
}
