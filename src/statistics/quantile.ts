/** Order statistics of one sample: sorting, quantiles, median, interquartile range. */

/** An ascending copy; the input stays as it is. Infinities are ordered, NaN throws RangeError. */
export function sorted(values: ArrayLike<number>): Float64Array {
  const ascending = new Float64Array(values).sort();
  // Typed arrays sort NaN last, so one look finds any.
  if (Number.isNaN(ascending.at(-1))) throw new RangeError('a sample must not contain NaN');
  return ascending;
}

/**
 * The p-quantile (0 <= p <= 1) of an ascending sample, in the unit of the sample: linear interpolation between
 * order statistics at position (n-1)p, type 7 of Hyndman & Fan (The American Statistician 50, 1996), R's default.
 * NaN for an empty sample, and between two opposite infinities. Throws RangeError for p outside 0..1.
 */
export function quantileOfSorted(ascending: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile needs 0 <= p <= 1, got ${p}`);
  if (ascending.length === 0) return Number.NaN;
  const position = (ascending.length - 1) * p;
  const below = Math.floor(position);
  const low = ascending[below]!;
  const high = ascending[Math.ceil(position)]!;
  if (low === high) return low;
  const fraction = position - below;
  // Weighted, not low + f·(high - low): that one is NaN for -Infinity below a finite value.
  return Math.min(high, Math.max(low, low * (1 - fraction) + high * fraction));
}

/** The median, in the unit of the values; NaN for none. Input may be in any order. */
export function median(values: ArrayLike<number>): number {
  return quantileOfSorted(sorted(values), 0.5);
}

/** Distance between the type-7 quartiles, in the unit of the values; NaN for none, 0 for one. */
export function interquartileRange(values: ArrayLike<number>): number {
  const ascending = sorted(values);
  return quantileOfSorted(ascending, 0.75) - quantileOfSorted(ascending, 0.25);
}
