/** Orders of arms in which no arm gains from its position or from whom it follows. */

import { requireCount } from './preconditions.ts';

/**
 * Williams design for n arms, numbered from 0: each row is an order of all arms. Over all rows every arm stands in every
 * position equally often, and every arm directly follows every other equally often. n rows for even n; for odd n, where
 * no single square can do that, 2n rows: a square and its mirror image. n = 0 gives none.
 * Throws RangeError for n not whole. Source: Williams, Aust. J. Sci. Res. A 2 (1949) 149-168.
 */
export function williamsSquare(n: number): number[][] {
  requireCount(n);
  const first = zigzag(n);
  const square = first.map((_, shift) => first.map((arm) => (arm + shift) % n));
  return n % 2 === 0 ? square : [...square, ...square.map((row) => row.toReversed())];
}

/** 0, 1, n-1, 2, n-2, ...: its successive differences take every value modulo n once (n even) or in pairs (n odd). */
function zigzag(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i % 2 === 1 ? (i + 1) / 2 : (n - i / 2) % n));
}
