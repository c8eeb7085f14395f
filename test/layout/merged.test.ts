/** Two things that the kernel made one VMA of are both named, and what looks like a thing without being one is not. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/layout/classify.ts';
import { factsOf } from '../../src/layout/facts.ts';
import type { Region } from '../../src/model/layout.ts';
import type { ElfImage, ProcessImage, ProcessStat } from '../../src/model/process-image.ts';
import { measured } from '../../src/model/reading.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { makeImage, makeVma, withVma } from './image.ts';

const page = 4096;

/** One file of data up to 0x402800 in the file and 0x404800 in memory: bss pages from 0x403000 to 0x405000. */
const elf = {
  type: 'fixed',
  interpreter: '/lib64/ld.so',
  machine: 62,
  entry: 0x401000,
  programHeaderOffsetBytes: 64,
  segments: [
    {
      address: 0x400000,
      fileOffsetBytes: 0,
      fileBytes: 0x2800,
      memoryBytes: 0x4800,
      permissions: { read: true, write: true, execute: true, shared: false },
    },
  ],
  relro: null,
} satisfies ElfImage;

function fixed(startBrk: number, ...above: readonly ReturnType<typeof makeVma>[]): ProcessImage {
  return makeImage(
    [makeVma(0x400000, 0x402000, 'r-xp', '/bin/a'), makeVma(0x402000, 0x403000, 'rw-p', '/bin/a'), ...above],
    {
      elf: measured(elf),
      auxiliaryVector: measured({ entry: 0x401000 }),
      stat: measured({ name: 'a', startBrk } as ProcessStat),
    },
  );
}

function regions(image: ProcessImage): Region[] {
  return classify(factsOf(image)).map(({ region }) => region);
}

test('bss and heap in one VMA are the heap, whose first part is said to be bss', () => {
  const heap = regions(fixed(0x405000, makeVma(0x403000, 0x426000, 'rw-p', '[heap]'))).at(-1)!;
  expect(heap).toMatchObject({ class: 'heap', merged: [{ class: 'bss', start: 0x403000, end: 0x405000 }] });
  expect(heap.notes).toEqual(['bss and heap are one VMA: its first 8 KiB are bss']);
});

test('a heap without its name is known by start_brk', () => {
  expect(regions(fixed(0x405000, makeVma(0x405000, 0x426000, 'rw-p'))).at(-1)).toMatchObject({
    class: 'heap',
    merged: [],
  });
});

test('a bss that an old kernel calls [heap], since it ends at start_brk, is bss', () => {
  expect(regions(fixed(0x405000, makeVma(0x403000, 0x405000, 'rw-p', '[heap]'))).at(-1)).toMatchObject({
    class: 'bss',
    rule: { number: 10 },
  });
});

test('bss and another mapping in one VMA are said, with the size of what is not bss', () => {
  const bss = regions(fixed(0x40000000, makeVma(0x403000, 0x409000, 'rw-p'))).at(-1)!;
  expect(bss).toMatchObject({ class: 'bss', merged: [{ class: 'unknown', start: 0x405000, end: 0x409000 }] });
  expect(bss.notes.join()).toContain('its last 16 KiB are not bss');
});

test('memory behind the end of bss is not bss', () => {
  expect(regions(fixed(0x40000000, makeVma(0x405000, 0x409000, 'rw-p'))).at(-1)).toMatchObject({
    class: 'unknown',
  });
});

test('memory directly behind the data of a program without bss is not bss', () => {
  const short = { ...elf, segments: elf.segments.map((segment) => ({ ...segment, memoryBytes: 0x2800 })) };
  const image = { ...fixed(0x40000000, makeVma(0x403000, 0x409000, 'rw-p')), elf: measured(short) };
  expect(regions(image).at(-1)).toMatchObject({ class: 'unknown' });
});

describe('memory directly behind the data of a library', () => {
  const base = 0x7f0000000000;
  const lib = makeVma(base, base + 0x3000, 'r-xp', '/lib/libz.so.1');
  const [text, dataPart] = [
    lib,
    { ...makeVma(base + 0x3000, base + 0x4000, 'rw-p', '/lib/libz.so.1'), offsetBytes: 0x3000 },
  ];
  const behind = makeVma(base + 0x4000, base + 0x104000, 'rw-p');
  const of = (memoryBytes?: number): Region => {
    const { segments: all } = elf;
    const libraries =
      memoryBytes === undefined
        ? []
        : [
            {
              path: lib.path,
              device: lib.device,
              inode: lib.inode,
              elf: { ...elf, segments: [{ ...all[0]!, address: 0, memoryBytes }] },
            },
          ];
    return regions(makeImage([text, dataPart, behind], { libraries })).at(-1)!;
  };

  test('is probably its bss where its headers were not read', () => {
    expect(of()).toMatchObject({ class: 'bss', certainty: 'probable' });
  });

  test('is its bss as far as its headers say, and no more', () => {
    expect(of(0x104000)).toMatchObject({ class: 'bss', certainty: 'known', merged: [] });
    expect(of(0x4100)).toMatchObject({ class: 'bss', merged: [{ class: 'unknown', start: base + 0x5000 }] });
    expect(of(0x3f00)).toMatchObject({ class: 'unknown' });
  });
});

test('blocks of malloc that were merged are one chunk with a rest that nobody knows', () => {
  const start = 0x7f0000000000;
  const image = makeImage(
    [makeVma(0x1000, 0x2000, 'r-xp', '/lib/libc.so.6'), makeVma(start, start + 100 * page, 'rw-p')],
    {
      firstWords: measured(new Map([[start, [0, 40 * page + 2] as const]])),
    },
  );
  expect(regions(image).at(-1)).toMatchObject({
    class: 'malloc-chunk',
    merged: [{ class: 'unknown', start: start + 40 * page, end: start + 100 * page }],
  });
});

test('without its first words large memory is only perhaps of malloc, and its class stays unknown', () => {
  const vmas = [
    makeVma(0x1000, 0x2000, 'r-xp', '/lib/libc.so.6'),
    makeVma(0x7f0000000000, 0x7f0000100000, 'rw-p'),
  ];
  expect(regions(makeImage(vmas)).at(-1)).toMatchObject({
    class: 'unknown',
    certainty: 'probable',
    rule: { number: 12 },
  });
});

test('a stack is told from memory above a guard: neither size, flag nor stack pointer, no stack', () => {
  const vmas = [makeVma(0x10000, 0x11000, '---p'), makeVma(0x11000, 0x21000, 'rw-p')];
  expect(regions(makeImage(vmas)).map((region) => region.class)).toEqual(['guard', 'unknown']);
});

test('a relocated part is relro where the header says so, and else where it was written', () => {
  const image = recordedProcess('pie');
  const parts = regions(image)
    .filter((region) => region.class === 'program')
    .map(({ part }) => part);
  expect(parts).toEqual(['headers', 'text', 'rodata', 'relro', 'data']);
  const headerless = { ...image, elf: { state: 'unavailable', reason: 'not read' } } as const;
  const again = regions(headerless)
    .filter((region) => region.class === 'program')
    .map(({ part }) => part);
  expect(again).toEqual(parts);
});

test('a page of the kernel with a new name is one, probably', () => {
  const image = recordedProcess('pie');
  const vdso = image.vmas.find(({ path }) => path === '[vdso]')!;
  const renamed = withVma(image, vdso.start, (vma) => ({ ...vma, path: '[vnew]' }));
  expect(regions(renamed).find(({ label }) => label === '[vnew]')).toMatchObject({
    class: 'kernel-page',
    certainty: 'probable',
  });
});
