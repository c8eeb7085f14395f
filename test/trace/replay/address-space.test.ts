import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressSpace } from '../../../src/trace/replay/address-space.ts';
import type { Area } from '../../../src/trace/replay/area.ts';

const PAGE = 4096;
const PAGES = 96;

function area(firstPage: number, pages: number, parts: Partial<Area> = {}): Area {
  const start = firstPage * PAGE;
  const origin = { how: 'mmap', atNs: 0, sizeBytes: pages * PAGE, caller: 'unknown', again: false } as const;
  const usual = { offsetBytes: 0, permissions: 'rw-p', region: 'anonymous mapping', path: '', origin };
  return { start, end: start + pages * PAGE, ...usual, sinceNs: 0, tid: 1, ...parts };
}

/** What stands on each page: the naive model. */
type Page = { readonly permissions: string; readonly offset: number; readonly file: string };

const asker = { atNs: 1, tid: 1 };
const range = { at: fc.nat(PAGES - 1), pages: fc.integer({ min: 1, max: 24 }) };
const step = fc.oneof(
  fc.record({ do: fc.constant('map'), ...range, file: fc.constantFrom('', '/a', '/b'), offset: fc.nat(9) }),
  fc.record({ do: fc.constant('unmap'), ...range }),
  fc.record({ do: fc.constant('protect'), ...range, permissions: fc.constantFrom('r--p', 'rw-p', '---p') }),
  fc.record({ do: fc.constant('fill'), ...range }),
  fc.record({ do: fc.constant('move'), ...range, to: fc.nat(PAGES - 1), toPages: range.pages }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T & Partial<Record<string, never>> : never;

function play(space: AddressSpace, naive: Map<number, Page>, one: Step): void {
  const { at, pages } = one;
  const [start, end] = [at * PAGE, (at + pages) * PAGE];
  const each = (change: (page: number) => void): void => {
    for (let page = at; page < at + pages; page++) change(page);
  };
  if ('file' in one) {
    const { file, offset } = one as { file: string; offset: number };
    space.map(
      area(at, pages, {
        path: file,
        region: file || 'anonymous mapping',
        offsetBytes: file ? offset * PAGE : 0,
      }),
    );
    each((page) => naive.set(page, { permissions: 'rw-p', offset: file ? offset + page - at : 0, file }));
  } else if (one.do === 'unmap') {
    space.unmap(start, end, asker);
    each((page) => naive.delete(page));
  } else if ('permissions' in one) {
    const { permissions } = one as { permissions: string };
    space.protect(start, end, permissions);
    each((page) => {
      const old = naive.get(page);
      if (old) naive.set(page, { ...old, permissions });
    });
  } else if (one.do === 'fill') {
    space.fill(start, end, area(at, pages, { permissions: 'r-xp' }));
    each((page) => {
      if (!naive.has(page)) naive.set(page, { permissions: 'r-xp', offset: 0, file: '' });
    });
  } else move(space, naive, one as Step & { to: number; toPages: number });
}

/** mremap takes one mapping, all of it from one place on, and puts it where nothing of it is. */
function move(
  space: AddressSpace,
  naive: Map<number, Page>,
  one: Step & { to: number; toPages: number },
): void {
  const { at, to, toPages } = one;
  const found = space.at(at * PAGE);
  if (!found) return;
  const from = at * PAGE;
  const fromPages = Math.min(one.pages, (found.end - from) / PAGE);
  if (to < at + fromPages && at < to + toPages && to !== at) return;
  if (to === at && toPages > fromPages && naive.has(at + fromPages)) return;
  const first = naive.get(at) as Page;
  if (to === at) space.resize(from, fromPages * PAGE, toPages * PAGE, asker);
  else {
    const lifted = space.lift(from, fromPages * PAGE, asker, false);
    space.putDown(lifted!, to * PAGE, toPages * PAGE, asker);
  }
  for (let page = at; page < at + fromPages; page++) naive.delete(page);
  for (let page = 0; page < toPages; page++) {
    naive.set(to + page, { ...first, offset: first.file ? first.offset + page : 0 });
  }
}

function agree(space: AddressSpace, naive: Map<number, Page>): void {
  expect(space.gauges.mappedBytes).toBe(naive.size * PAGE);
  let last = 0;
  for (const { start, end } of space.areas()) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    last = end;
  }
  for (let page = 0; page < PAGES + 48; page++) {
    const found = space.at(page * PAGE + 17);
    const expected = naive.get(page);
    if (!found || !expected) {
      expect(found).toBe(expected);
      continue;
    }
    const offset = found.path ? (page * PAGE - found.start + found.offsetBytes) / PAGE : 0;
    expect({ permissions: found.permissions, offset, file: found.path }).toEqual(expected);
  }
}

describe('an address space', () => {
  test('agrees with a model that keeps every page, after any sequence of changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const space = new AddressSpace(PAGE);
        const naive = new Map<number, Page>();
        for (const one of steps) play(space, naive, one as Step);
        agree(space, naive);
      }),
      { numRuns: 400 },
    );
  });

  test('and its copy change apart', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.array(step, { maxLength: 25 }), (before, after) => {
        const space = new AddressSpace(PAGE);
        const naive = new Map<number, Page>();
        for (const one of before) play(space, naive, one as Step);
        const [child, naiveChild] = [space.copy(), new Map(naive)];
        const [first, second] = [after.filter((_, i) => i % 2 === 0), after.filter((_, i) => i % 2 === 1)];
        for (const one of first) play(space, naive, one as Step);
        for (const one of second) play(child, naiveChild, one as Step);
        agree(space, naive);
        agree(child, naiveChild);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps many thousands of areas apart and in order', () => {
    const space = new AddressSpace(PAGE);
    const naive = new Map<number, Page>();
    for (let index = 0; index < 20_000; index++) space.map(area(((index * 7919) % 20_000) * 2, 1));
    expect(space.mappings).toBe(20_000);
    for (let index = 0; index < 20_000; index += 2)
      space.unmap(index * 2 * PAGE, (index * 2 + 1) * PAGE, asker);
    expect(space.mappings).toBe(10_000);
    expect(space.gauges.mappedBytes).toBe(10_000 * PAGE);
    expect(space.at(2 * PAGE)?.start).toBe(2 * PAGE);
    expect(space.at(4 * PAGE)).toBeUndefined();
    space.unmap(0, 40_000 * PAGE, asker);
    agree(space, naive);
  });

  test('leaves alone what another thread mapped after the call was entered', () => {
    const space = new AddressSpace(PAGE);
    space.map(area(0, 4, { sinceNs: 50, tid: 2 }));
    expect(space.unmap(0, 4 * PAGE, { atNs: 40, tid: 1 })).toEqual([]);
    expect(space.gauges.mappedBytes).toBe(4 * PAGE);
    expect(space.unmap(0, 4 * PAGE, { atNs: 60, tid: 1 })).toHaveLength(1);
    expect(space.gauges.mappedBytes).toBe(0);
  });

  test('joins what mprotect split once it is alike again', () => {
    const space = new AddressSpace(PAGE);
    space.map(area(0, 16));
    space.protect(4 * PAGE, 8 * PAGE, 'r-x');
    expect(space.mappings).toBe(3);
    space.protect(4 * PAGE, 8 * PAGE, 'rw-');
    expect(space.mappings).toBe(1);
    expect(space.gauges.peakMappings).toBe(3);
  });

  test('is as it was after an mprotect of no bytes, which succeeds', () => {
    const space = new AddressSpace(PAGE);
    space.map(area(0, 16));
    space.protect(4 * PAGE, 4 * PAGE, '---');
    expect(space.mappings).toBe(1);
    space.unmap(0, 16 * PAGE, asker);
    expect(space.mappings).toBe(0);
  });

  test('takes from the kernel what no call told, and keeps what agrees', () => {
    const space = new AddressSpace(PAGE);
    space.map(area(4, 4));
    const record = {
      kind: 'mapping',
      atNs: 2,
      pid: 1,
      tid: 1,
      start: 0,
      lengthBytes: 8 * PAGE,
      offsetBytes: 0,
      permissions: 'rw-p',
      path: '//anon',
    } as const;
    const kernel = { how: 'kernel', atNs: 2, sizeBytes: 8 * PAGE, caller: 'unknown', again: false } as const;
    space.told(record, kernel);
    expect([...space.areas()].map(({ start, origin }) => [start / PAGE, origin.how])).toEqual([
      [0, 'kernel'],
      [4, 'mmap'],
    ]);
    space.told({ ...record, path: '/lib/x.so', permissions: 'r-xp' }, kernel);
    expect([...space.areas()].map(({ end, path }) => [end / PAGE, path])).toEqual([[8, '/lib/x.so']]);
    expect(space.gauges.mappedBytes).toBe(8 * PAGE);
  });
});
