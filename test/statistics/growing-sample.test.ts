import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GrowingSample } from '../../src/statistics/index.ts';

describe('GrowingSample', () => {
  test('keeps both orders, however often it is read in between', () => {
    const reads = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.boolean()), { maxLength: 300 });
    fc.assert(
      fc.property(reads, (steps) => {
        const grown = new GrowingSample();
        steps.forEach(([value, read], i) => {
          grown.add(value);
          if (read) expect(grown.ascending().length).toBe(i + 1);
        });
        const arrived = steps.map(([value]) => value);
        expect([...grown.values()]).toEqual(arrived);
        expect([...grown.ascending()]).toEqual(arrived.toSorted((a, b) => a - b));
      }),
    );
  });

  test('refuses NaN', () => {
    expect(() => new GrowingSample().add(Number.NaN)).toThrow(RangeError);
  });
});
