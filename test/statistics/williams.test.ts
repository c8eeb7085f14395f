import { describe, expect, test } from 'vitest';
import { williamsSquare } from '../../src/statistics/index.ts';

/** How often each key occurs. */
function counts(keys: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

describe('williamsSquare', () => {
  const sizes = Array.from({ length: 40 }, (_, i) => i + 1);

  test.each(sizes)('of %d arms balances position and predecessor', (n) => {
    const rows = williamsSquare(n);
    const repeats = n % 2 === 0 ? 1 : 2;
    expect(rows.length).toBe(repeats * n);
    for (const row of rows)
      expect(row.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));

    const positions = counts(rows.flatMap((row) => row.map((arm, i) => `${arm} at ${i}`)));
    expect(positions.size).toBe(n * n);
    expect(new Set(positions.values())).toEqual(new Set([repeats]));

    const neighbours = counts(rows.flatMap((row) => row.slice(1).map((arm, i) => `${row[i]} then ${arm}`)));
    expect(neighbours.size).toBe(n * (n - 1));
    expect([...new Set(neighbours.values())]).toEqual(n === 1 ? [] : [repeats]);
  });

  test('two arms are ABBA, none give none', () => {
    expect(williamsSquare(2)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(williamsSquare(0)).toEqual([]);
    expect(() => williamsSquare(2.5)).toThrow(RangeError);
  });
});
