/** Layouts of the recorded processes: everything has a place, sums agree, and each way of placing is seen for what it is. */
import { describe, expect, test } from 'vitest';
import { makeLayout } from '../../src/layout/index.ts';
import type { Anchor, Gap, Layout } from '../../src/model/layout.ts';
import { measuredValue } from '../../src/model/reading.ts';
import { recordedNames, recordedProcess } from '../machine/process/fixture.ts';
import { makeImage, makeVma } from './image.ts';
import { expectWhole } from './whole.ts';

const layouts = new Map(recordedNames.map((name) => [name, makeLayout(recordedProcess(name))]));
const of = (name: string): Layout => layouts.get(name)!;

function gapsOf({ items }: Layout): Gap[] {
  return items.flatMap((item) =>
    item.kind === 'gap' ? [item] : item.items.filter((one) => one.kind === 'gap'),
  );
}

function gap(name: string, reason: Gap['reason']): Gap | undefined {
  return gapsOf(of(name)).find((one) => one.reason === reason);
}

function anchor(name: string, wanted: Anchor['name']): { low: number; high: number } | undefined {
  return measuredValue(of(name).anchors.find((one) => one.name === wanted)!.address);
}

describe('the layout of a recorded process', () => {
  for (const name of recordedNames.filter((one) => one !== '32-bit')) {
    test(`${name}: covers all addresses, agrees with smaps_rollup and with the computed mmap_base`, () => {
      const layout = of(name);
      expectWhole(layout, recordedProcess(name).vmas);
      expect(layout.totals.rollupDifferenceBytes).toEqual({ state: 'measured', value: 0 });
      expect(layout.caveats).toEqual([]);
      const [computed, observed] = [
        anchor(name, 'mmap_base, computed')!,
        anchor(name, 'mmap_base, observed')!,
      ];
      expect(observed.low).toBeGreaterThanOrEqual(computed.low);
      expect(observed.high).toBeLessThanOrEqual(computed.high);
    });
  }

  test('32-bit: covers 4 GiB, and says that the constants of such a program are not known', () => {
    const layout = of('32-bit');
    expectWhole(layout, recordedProcess('32-bit').vmas);
    expect(layout.items.at(-1)!.end).toBe(2 ** 32);
    expect(layout.caveats.join()).toContain('with pointers of this width are not known here');
    expect(gap('32-bit', 'stack-reserve')).toBeDefined();
  });
});

describe('gaps', () => {
  test('have the sizes that the settings say', () => {
    expect(gap('pie', 'null-guard')).toMatchObject({ start: 0 });
    expect(gap('pie', 'stack-guard-gap')).toMatchObject({ sizeBytes: 2 ** 20 });
    const stack = of('pie').items.find((item) => item.kind === 'group' && item.class === 'stack')!;
    expect(stack.end - gap('pie', 'stack-reserve')!.start).toBe(8 * 2 ** 20);
    expect(gap('pie', 'non-canonical')).toMatchObject({ start: 2 ** 47, end: 2 ** 64 - 2 ** 47 });
  });

  test('between bss and heap are there with ASLR and not without', () => {
    for (const name of ['pie', 'fixed', 'static']) {
      const offset = gap(name, 'brk-offset')!;
      expect(offset.sizeBytes).toBeLessThanOrEqual(2 ** 30);
      expect(offset.end).toBe(anchor(name, 'start_brk')!.low);
    }
    for (const name of ['no-randomization', 'no-randomization-fixed']) {
      expect(gap(name, 'brk-offset')).toBeUndefined();
      expect(anchor(name, 'start_brk')!.low - anchor(name, 'end of bss')!.low).toBeLessThan(4096);
    }
  });

  test('of a static PIE: its heap lies far below it, which is mapped like a library', () => {
    const name = 'no-randomization-static-pie';
    expect(anchor(name, 'start_brk')!.low).toBeLessThan(anchor(name, 'program base')!.low);
    expect(gap(name, 'brk-offset')).toBeUndefined();
    expect(of(name).programType).toBe('static PIE');
  });

  test('tell where the next mapping goes in both directions of placement', () => {
    expect(gap('pie', 'heap-to-mmap')).toBeDefined();
    expect(of('no-randomization-legacy').placement).toBe('bottom-up');
    const room = gap('no-randomization-legacy', 'mmap-room')!;
    expect(room.end).toBe(anchor('no-randomization-legacy', 'program base')!.low);
    expect(gap('no-randomization-legacy', 'heap-room')).toBeDefined();
  });

  test('of a stack without limit: heap and stack share what is between them', () => {
    const room = gap('no-randomization-unlimited-stack', 'heap-to-stack')!;
    expect(room.sizeBytes).toBeGreaterThan(2 ** 40);
  });
});

describe('groups', () => {
  test('make one thing of a thread stack and its guard, and of an arena and its rest', () => {
    const groups = of('arenas').items.filter((item) => item.kind === 'group');
    const stacks = groups.filter((group) => group.class === 'thread-stack');
    expect(stacks.map(({ items }) => items.length)).toEqual(stacks.map(() => 2));
    const arenas = groups.filter((group) => group.class === 'arena');
    expect(arenas.length).toBeGreaterThan(0);
    for (const arena of arenas) expect([arena.start % 2 ** 26, arena.sizeBytes]).toEqual([0, 2 ** 26]);
  });

  test('know the arenas of recorded first words for certain', () => {
    const arena = of('arenas').items.find((item) => item.kind === 'group' && item.class === 'arena');
    expect(arena).toMatchObject({ certainty: 'known' });
  });
});

test('a program that firsttouch runs as well is said to share pages with it', () => {
  const image = makeImage([makeVma(0x1000, 0x2000, 'r--p', '/usr/bin/node')]);
  const caveats = makeLayout({ ...image, readerRunsIt: true }).caveats.join('\n');
  expect(caveats).toContain('firsttouch itself runs the same program');
  expect(makeLayout(image).caveats.join('\n')).not.toContain('firsttouch itself');
});
