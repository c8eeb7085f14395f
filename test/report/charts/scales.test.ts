/** Scales and ticks: inside the domain, each label once, also at the edges of what can be measured. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRatio } from '../../../src/model/units.ts';
import {
  durationTicks,
  linearTicks,
  logScale,
  logTicks,
  positiveExtent,
  ratioTicks,
  sizeTicks,
} from '../../../src/report/charts/scales.ts';

describe('the extent of values', () => {
  test('leaves out what a logarithm has no place for', () => {
    expect(positiveExtent([3, null, undefined, 0, -4, Number.NaN, Number.POSITIVE_INFINITY, 7])).toEqual([
      3, 7,
    ]);
  });

  test('of one value has room on both sides; of none it is some extent', () => {
    expect(positiveExtent([6])).toEqual([4, 9]);
    expect(positiveExtent([])).toEqual([1, 10]);
  });
});

test('sizes are marked at powers of two', () => {
  expect(sizeTicks([4096, 65_536], 9).map(({ label }) => label)).toEqual([
    '4 KiB',
    '8 KiB',
    '16 KiB',
    '32 KiB',
    '64 KiB',
  ]);
  expect(sizeTicks([4096, 2 ** 30], 5).length).toBeLessThanOrEqual(5);
});

test('sizes between two powers of two are marked at the ends', () => {
  expect(sizeTicks([5 * 2 ** 20, 7 * 2 ** 20], 5).map(({ label }) => label)).toEqual(['5 MiB', '7 MiB']);
});

test('a domain that has no logarithm has no ticks, and does not hang', () => {
  expect(logTicks([0, 10], 5, String)).toEqual(expect.any(Array));
  expect(logTicks([1, Number.POSITIVE_INFINITY], 5, String)).toEqual(expect.any(Array));
});

test('ratios that would read alike are marked once', () => {
  const labels = linearTicks([0.9995, 1.0004], 8, formatRatio).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

describe.each([
  ['durations', durationTicks],
  ['ratios', ratioTicks],
])('%s', (_, ticksOf) => {
  test('are marked inside the domain, ascending, not too often, each label once, and at least one', () => {
    const low = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        low,
        fc.double({ min: 1.0001, max: 1e6, noNaN: true }),
        fc.integer({ min: 3, max: 12 }),
        (from, over, most) => {
          const domain = [from, from * over] as const;
          const ticks = ticksOf(domain, most);
          const values = ticks.map(({ value }) => value);
          expect(ticks.length).toBeGreaterThan(0);
          expect(ticks.length).toBeLessThanOrEqual(2 * most + 1);
          expect(values).toEqual([...values].sort((one, other) => one - other));
          expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
          const place = logScale(domain, [0, 100]);
          for (const value of values) {
            expect(place(value)).toBeGreaterThan(-1.5);
            expect(place(value)).toBeLessThan(101.5);
          }
        },
      ),
    );
  });
});
