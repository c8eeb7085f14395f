import { expect, test } from 'vitest';
import { curveLabels, type LabelledCurve } from '../../../src/report/sections/trials/curve-labels.ts';

const bounds = { left: 0, right: 400, top: 0, bottom: 200 };

/** Straight up at x. */
function upright(x: number, wide = 60): LabelledCurve {
  return {
    points: [
      [x, 200],
      [x, 0],
    ],
    wide,
  };
}

test('names stand beside their curves, not on the next one', () => {
  const [first, second] = curveLabels([upright(200), upright(230)], bounds, false);
  expect(first).toMatchObject({ x: 193, anchor: 'end' });
  expect(second).toMatchObject({ x: 237, anchor: 'start' });
});

test('names of curves on each other stand at heights of their own', () => {
  const places = curveLabels([upright(200), upright(200), upright(200)], bounds, false);
  expect(new Set(places.map((place) => place?.y)).size).toBe(3);
});

test('a name without a free place is left out where it may be, and one too wide for any always', () => {
  const crowd = [upright(150), upright(180), upright(210)];
  expect(curveLabels(crowd, bounds, true).map((place) => place !== undefined)).toEqual([true, false, true]);
  expect(curveLabels(crowd, bounds, false)).not.toContain(undefined);
  expect(curveLabels([upright(200, 500)], bounds, false)).toEqual([undefined]);
});
