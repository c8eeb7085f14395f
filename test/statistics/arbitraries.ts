/** Samples for laws: finite numbers in a range where scaling by powers of two is exact, with many ties and no negative zero. */

import fc from 'fast-check';

const value = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1024) / 1024 + 0),
  fc.integer({ min: -3, max: 3 }),
);

export const sample: fc.Arbitrary<number[]> = fc.array(value, { maxLength: 60 });

/** A sample and the same values in another order. */
export const shuffledSample: fc.Arbitrary<[number[], number[]]> = sample.chain((values) =>
  fc.tuple(
    fc.constant(values),
    fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length }),
  ),
);

export const alpha: fc.Arbitrary<number> = fc.constantFrom(0.001, 0.01, 0.05, 0.1, 0.32);
