/** Labels on lines: apart from each other, inside the plot, and no wider than there is room for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutToWidth, widthOf } from '../../../src/report/charts/cut.ts';
import { spreadLabels } from '../../../src/report/charts/line-labels.ts';

const at = (places: readonly number[]) =>
  places.map((y, index) => ({ y, text: `t${index}`, arm: `a${index}` }));

describe('spread labels', () => {
  test('that do not meet stay where they are', () => {
    expect(spreadLabels(at([10, 80, 40]), 14, [0, 100]).map(({ y }) => y)).toEqual([10, 40, 80]);
  });

  test('are all there, in the order of their lines, inside the bounds, apart as far as there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 40 }), (places) => {
        const spread = spreadLabels(at(places), 14, [0, 200]);
        expect(spread.map(({ arm }) => arm).sort()).toEqual(
          at(places)
            .map(({ arm }) => arm)
            .sort(),
        );
        const apart = Math.min(14, 200 / Math.max(1, places.length - 1));
        for (const [index, { y }] of spread.entries()) {
          expect(y).toBeGreaterThanOrEqual(-1e-6);
          expect(y).toBeLessThanOrEqual(200 + 1e-6);
          const next = spread[index + 1];
          if (next) expect(next.y - y).toBeGreaterThanOrEqual(apart - 1e-6);
        }
      }),
    );
  });

  test('leave what they were given as it was', () => {
    const given = at([10, 10]);
    spreadLabels(given, 14, [0, 100]);
    expect(given.map(({ y }) => y)).toEqual([10, 10]);
  });
});

describe('a text that must fit', () => {
  test('is whole where it does, and shows where it was cut', () => {
    expect(cutToWidth('malloc', 100, 12)).toBe('malloc');
    expect(cutToWidth('malloc@jemalloc', 60, 12)).toBe('malloc@…');
    expect(cutToWidth('malloc', 1, 12)).toBe('…');
  });

  test('keeps to its width and is never cut inside a character, whatever it is', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'W', '😀', '字', 'e\u0301', '👩\u200d💻'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 300 }), (whole, width) => {
        const cut = cutToWidth(whole, width, 12);
        expect(cut).not.toMatch(/\p{Cs}/u);
        expect(widthOf(cut, 12)).toBeLessThanOrEqual(width + 1e-6);
        if (cut !== whole) expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });

  test('of a wide script takes more room', () => {
    expect(widthOf('字字', 12)).toBeGreaterThan(widthOf('aa', 12));
    expect(widthOf('e\u0301', 12)).toBe(widthOf('e', 12));
  });
});
