/** Of any address space at all: the layout covers everything once, and the drawing keeps its order and its scale. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange, makeLayout, makeScale, shareLength } from '../../src/layout/index.ts';
import type { Vma } from '../../src/model/process-image.ts';
import { makeImage, makeVma } from './image.ts';
import { expectWhole } from './whole.ts';

const names = [
  '',
  '',
  '',
  '/lib/libc.so.6',
  '/bin/node',
  '/memfd:a',
  '[heap]',
  '[anon:b]',
  '[vdso]',
  '/dev/zero',
];
const permissions = ['rw-p', 'rw-p', '---p', 'r--p', 'r-xp', 'rwxp', 'rw-s', '---s'];

const pieces = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 20 }), fc.integer({ min: 0, max: 2 ** 32 })),
    pages: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.constantFrom(33, 16384, 16351, 2048)),
    path: fc.constantFrom(...names),
    permissions: fc.constantFrom(...permissions),
    rss: fc.nat(64),
  }),
  { minLength: 1, maxLength: 40 },
);

/** Below the end of user space; pieces that would not fit any more are left out. */
const addressSpaces = pieces.map((all) => {
  const vmas: Vma[] = [];
  let at = 2;
  for (const { gap, pages, path, permissions: may, rss } of all) {
    const start = (at + gap) * 4096;
    const end = start + pages * 4096;
    if (end > 2 ** 47 - 4096) break;
    vmas.push(
      makeVma(start, end, may, path, { usage: { rssBytes: Math.min(rss, pages) * 4096, pssBytes: 0 } }),
    );
    at = end / 4096;
  }
  return vmas.length > 0 ? vmas : [makeVma(4096, 8192, 'rw-p')];
});

test('a layout covers all addresses once and in order, whatever is mapped', () => {
  fc.assert(
    fc.property(addressSpaces, (vmas) => {
      expectWhole(makeLayout(makeImage(vmas)), vmas);
    }),
    { numRuns: 300 },
  );
});

test('the same process has the same layout', () => {
  fc.assert(
    fc.property(addressSpaces, (vmas) => {
      expect(JSON.stringify(makeLayout(makeImage(vmas)))).toBe(JSON.stringify(makeLayout(makeImage(vmas))));
    }),
    { numRuns: 30 },
  );
});

test('a drawing goes from high addresses to low without a hole, and shows every VMA where it is asked to', () => {
  fc.assert(
    fc.property(addressSpaces, fc.boolean(), (vmas, all) => {
      const picture = arrange(makeLayout(makeImage(vmas)), {
        regionLeast: 1,
        headingLength: 1,
        gapLength: () => 2,
        bundleLength: 2,
        groupLength: (_, count) => count + 2,
        round: Math.round,
        all,
        mostRegions: 8,
        mostGroups: 5,
      });
      let reached = 0;
      for (const row of picture.rows) {
        expect(row.position).toBe(reached);
        expect(row.length).toBeGreaterThan(0);
        reached += row.length;
      }
      expect(picture.length).toBe(reached);
      const shown = picture.rows.reduce((sum, row) => {
        if (row.kind === 'bundle') return sum + row.bundle.regionCount;
        return sum + (row.kind === 'region' ? 1 : row.kind === 'group' ? row.group.regionCount : 0);
      }, 0);
      expect(shown).toBe(vmas.length);
      if (all) expect(picture.rows.filter(({ kind }) => kind === 'region')).toHaveLength(vmas.length);
    }),
    { numRuns: 300 },
  );
});

test('shared lengths fill the whole, keep the least, and are in proportion where they are not at the least', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 400 }), (all, total) => {
      const shared = shareLength(all, total, 3);
      const sum = shared.reduce((whole, { length }) => whole + length, 0);
      expect(sum).toBeCloseTo(Math.max(total, 3 * all.length), 6);
      const rates = shared.flatMap(({ length, atLeast }, i) => (atLeast ? [] : [length / all[i]!]));
      for (const rate of rates) expect(rate / rates[0]!).toBeCloseTo(1, 6);
      for (const { length } of shared) expect(length).toBeGreaterThanOrEqual(3 - 1e-9);
    }),
  );
});

test('a scale maps addresses to places and back', () => {
  fc.assert(
    fc.property(
      addressSpaces,
      fc.nat(),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (vmas, pick, part) => {
        const scale = makeScale(
          vmas.map(({ start, end }, i) => ({ start, end, length: 10 + (i % 5) })),
          4,
        );
        const vma = vmas[pick % vmas.length]!;
        const address = vma.start + Math.floor(part * (vma.end - vma.start));
        const position = scale.positionOf(address)!;
        expect(Math.abs(scale.addressAt(position - 1e-9)! - address)).toBeLessThan(
          (vma.end - vma.start) * 1e-6 + 1,
        );
        expect(position).toBeGreaterThan(0);
        expect(position).toBeLessThanOrEqual(scale.length);
      },
    ),
  );
  const scale = makeScale(
    [
      { start: 0, end: 100, length: 10 },
      { start: 1000, end: 2000, length: 20 },
    ],
    5,
  );
  expect([scale.length, scale.positionOf(1500), scale.positionOf(50), scale.positionOf(500)]).toEqual([
    35,
    10,
    30,
    null,
  ]);
  expect([scale.addressAt(10), scale.addressAt(22), scale.addressAt(36)]).toEqual([1500, null, null]);
});
