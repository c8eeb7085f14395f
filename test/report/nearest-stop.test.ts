/** What a pointer points at. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestStop } from '../../src/report/figure/pointer.tsx';

const stopsAt = (places: readonly number[]) =>
  places.map((x, index) => ({ x, key: String(index), lines: [] }));

test('nothing where there are no stops', () => {
  expect(nearestStop([], 10)).toBeUndefined();
});

test('no other stop is nearer, also where several share a place', () => {
  const places = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 });
  fc.assert(
    fc.property(places, fc.double({ min: -10, max: 50, noNaN: true }), (all, x) => {
      const stops = stopsAt([...all].sort((one, other) => one - other));
      const found = nearestStop(stops, x);
      const least = Math.min(...stops.map((stop) => Math.abs(stop.x - x)));
      expect(Math.abs((found?.x ?? Number.NaN) - x)).toBeCloseTo(least, 9);
    }),
  );
});

test('of two as near the left one', () => {
  expect(nearestStop(stopsAt([0, 10]), 5)?.x).toBe(0);
});
