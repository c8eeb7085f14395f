import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockOrder } from '../../src/runner/index.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** Blocks until every arm stood in every position equally often. */
function squareOf(armCount: number): number {
  return armCount % 2 === 0 ? armCount : 2 * armCount;
}

function orders(seed: number, armCount: number, blocks: number, first = 0): number[][] {
  return Array.from({ length: blocks }, (_, block) =>
    blockOrder({ seed, stage: 0, cell: 0, block: first + block }, armCount),
  );
}

function countsOf(keys: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
}

describe('the orders of the blocks', () => {
  test('balance positions and neighbours within every square, whatever the seed', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 9 }), fc.nat(5), (seed, armCount, square) => {
        const blocks = squareOf(armCount);
        const rows = orders(seed, armCount, blocks, square * blocks);
        for (const row of rows) expect(new Set(row).size).toBe(armCount);
        const places = countsOf(rows.flatMap((row) => row.map((arm, at) => `${arm}@${at}`)));
        expect(places).toEqual(Array.from({ length: armCount ** 2 }, () => blocks / armCount));
        const pairs = countsOf(rows.flatMap((row) => row.slice(1).map((arm, at) => `${row[at]}>${arm}`)));
        expect(new Set(pairs).size).toBe(1);
        expect(pairs).toHaveLength(armCount * (armCount - 1));
      }),
    );
  });

  test('come from many squares: labels are random, not the rows alone', () => {
    const seen = new Set(Array.from({ length: 500 }, (_, seed) => orders(seed, 4, 1).join()));
    expect(seen.size).toBe(24);
  });

  test('differ from square to square, cell to cell and stage to stage', () => {
    const rows = (place: { stage: number; cell: number; first: number }): string =>
      Array.from({ length: 6 }, (_, block) =>
        blockOrder({ seed: 1, stage: place.stage, cell: place.cell, block: place.first + block }, 6).join(''),
      ).join(' ');
    const places = [
      { stage: 0, cell: 0, first: 0 },
      { stage: 0, cell: 0, first: 6 },
      { stage: 0, cell: 1, first: 0 },
      { stage: 1, cell: 0, first: 0 },
    ];
    expect(new Set(places.map(rows)).size).toBe(places.length);
  });
});
