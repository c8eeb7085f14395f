/** How many bits it takes to number every place between the lowest and the highest value. */

/** A range of values that are all multiples of one power of two away from the lowest. */
export type RangeBits = {
  readonly low: number;
  readonly high: number;
  /** The largest power of two that divides every distance from the lowest value; 0 where all are equal. */
  readonly step: number;
  /** log2 of the number of places from low to high; 0 where all are equal. */
  readonly bits: number;
};

function powerOfTwoIn(value: number): number {
  let power = 1;
  while (value % (power * 2) === 0) power *= 2;
  return power;
}

/**
 * The range of the values (whole, below 2^53). No distribution on the places that were seen has more entropy than `bits`; the
 * true range of n draws from a uniform one is (n + 1)/(n - 1) of this on average, which is nothing from 1,000 on.
 * Throws RangeError for no values.
 */
export function rangeBits(values: readonly number[]): RangeBits {
  const [first] = values;
  if (first === undefined) throw new RangeError('a range needs a value');
  let low = first;
  let high = first;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  let step = 0;
  for (const value of values) {
    if (value === low) continue;
    const power = powerOfTwoIn(value - low);
    step = step === 0 ? power : Math.min(step, power);
  }
  return { low, high, step, bits: step === 0 ? 0 : Math.log2((high - low) / step + 1) };
}
