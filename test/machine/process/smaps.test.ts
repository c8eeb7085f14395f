/** smaps and smaps_rollup: figures in bytes, keys of other kernels, and what is refused. */
import { describe, expect, test } from 'vitest';
import { parseMaps, parseSmaps, parseSmapsRollup } from '../../../src/machine/index.ts';
import type { Vma } from '../../../src/model/process-image.ts';
import { measured, measuredValue } from '../../../src/model/reading.ts';
import { reasonOf, recordedNames, recordedText } from './fixture.ts';

const HEADER = '00400000-00402000 rw-p 00000000 00:00 0';
const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const parse = (...lines: string[]) => parseSmaps(text(...lines), '/f');
const usageOf = (...lines: string[]) => measuredValue(parse(HEADER, ...lines))?.[0]?.usage;

describe('smaps', () => {
  test.each(recordedNames)('of the recorded process %s names the VMAs that maps names', (name) => {
    const without = ({ usage: _usage, ...vma }: Vma): Vma => vma;
    const vmas = measuredValue(parseSmaps(recordedText(name, 'smaps'), '/f')) ?? [];
    expect(measured(vmas.map(without))).toEqual(parseMaps(recordedText(name, 'maps'), '/f'));
  });

  test('gives sizes in bytes, and flags in the order of the kernel', () => {
    const [vma] = measuredValue(parseSmaps(recordedText('huge', 'smaps'), '/f')) ?? [];
    expect(vma?.usage).toMatchObject({ kernelPageSizeBytes: 4096, thpEligible: false });
    const huge = measuredValue(parseSmaps(recordedText('huge', 'smaps'), '/f'))?.find(
      ({ usage }) => (usage?.anonHugePagesBytes ?? 0) > 0,
    );
    expect(huge?.usage).toMatchObject({ anonHugePagesBytes: 6 * 2 ** 20, thpEligible: true });
    expect(huge?.usage?.vmFlags).toEqual(['rd', 'wr', 'mr', 'mw', 'me', 'ac', 'hg']);
  });

  test('gives what hugetlb takes apart from what is resident', () => {
    const vma = measuredValue(parseSmaps(recordedText('hugetlb', 'smaps'), '/f'))?.find(
      ({ path }) => path === '/anon_hugepage',
    );
    expect(vma).toMatchObject({ deleted: true, usage: { rssBytes: 0, kernelPageSizeBytes: 2 ** 21 } });
    expect(vma?.usage?.privateHugetlbBytes).toBe(2 ** 21);
    expect(vma?.usage?.vmFlags).toContain('ht');
  });

  test('leaves out what this kernel does not write', () => {
    expect(usageOf('Rss:                   8 kB')).toEqual({ rssBytes: 8192 });
    expect(usageOf()).toEqual({});
  });

  test('passes over keys that it does not know, wherever they stand and whatever they hold', () => {
    const lines = [
      'a_key: ?',
      'ProtectionKey:         0',
      'Rss: 4 kB',
      'NewIn7(anon): 12 apples',
      'Swap: 0 kB',
      'Name: [anon:x]',
    ];
    expect(usageOf(...lines)).toEqual({ rssBytes: 4096, swapBytes: 0 });
    expect(usageOf('constructor: 1', '__proto__: 2', 'toString: 3')).toEqual({});
  });

  test('takes keys in an order that changes from one VMA to the next', () => {
    const vmas = measuredValue(
      parse(
        HEADER,
        'Rss: 4 kB',
        'Pss: 3 kB',
        '00402000-00403000 r--p 00000000 00:00 0',
        'Pss: 1 kB',
        'Rss: 2 kB',
      ),
    );
    expect(vmas?.map(({ usage }) => usage)).toEqual([
      { rssBytes: 4096, pssBytes: 3072 },
      { rssBytes: 2048, pssBytes: 1024 },
    ]);
  });

  test('knows a VMA whose address begins with letters from a key', () => {
    const vmas = measuredValue(
      parse(HEADER, 'Rss: 4 kB', 'ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]'),
    );
    expect(vmas).toHaveLength(2);
  });

  test.each([
    ['Rss: 4 kb', 'a size in kB'],
    ['Rss: 4', 'a size in kB'],
    ['Rss: kB', 'a size in kB'],
    ['Rss: -4 kB', 'a size in kB'],
    ['Rss: 04 kB', 'a size in kB'],
    ['Rss: 4 kB ', 'a size in kB'],
    ['Rss: 9007199254740993 kB', 'a size in kB'],
    ['Rss: 99999999999999999 kB', 'a size in kB'],
    ['Rss:\t4 kB', 'a size in kB'],
    ['THPeligible:           2', '0 or 1'],
    ['THPeligible:', '0 or 1'],
    ['VmFlags: rd wrx', 'flags of two letters'],
    ['Rss 4 kB', 'an address range'],
    [': 4 kB', 'an address range'],
    ['', 'an address range'],
  ])('refuses %j', (line, expected) => {
    const reason = reasonOf(parse(HEADER, 'Pss: 4 kB', line));
    expect(reason).toContain(`/f: expected ${expected}`);
    expect(reason).toContain('in line 3');
  });

  test.each(['Rss: 4 kB', 'Size: 8 kB', 'VmFlags: rd', 'THPeligible: 0'])(
    'refuses %j twice in a VMA',
    (line) => {
      expect(reasonOf(parse(HEADER, line, line))).toContain('each key once in line 3');
    },
  );

  test('refuses a key before the first VMA', () => {
    expect(reasonOf(parse('Rss: 4 kB', HEADER))).toContain('in line 1');
  });

  test.each([[[]], [['00402000-00403000 r--p 00000000 00:00 0']]])(
    'refuses a VMA whose size is not that of its range',
    (behind) => {
      expect(reasonOf(parse(HEADER, 'Size: 4 kB', ...behind))).toContain('as large as its line "Size" says');
    },
  );

  test('refuses VMAs that overlap', () => {
    expect(reasonOf(parse(HEADER, 'Rss: 4 kB', HEADER))).toContain('at or above the end');
  });

  test('understands flags that the kernel has no name for, and none', () => {
    expect(usageOf('VmFlags: rd ?? wr ')?.vmFlags).toEqual(['rd', '??', 'wr']);
    expect(usageOf('VmFlags: ')?.vmFlags).toEqual([]);
  });
});

describe('smaps_rollup', () => {
  const ROLLUP = '00400000-7ffffffff000 ---p 00000000 00:00 0                              [rollup]';
  const rollup = (...lines: string[]) => parseSmapsRollup(text(...lines), '/f');

  test('gives totals in bytes', () => {
    expect(rollup(ROLLUP, 'Rss:   1512 kB', 'Pss_Anon: 80 kB', 'Swap: 4 kB')).toEqual(
      measured({ rssBytes: 1512 * 1024, swapBytes: 4096 }),
    );
  });

  test.each([
    [[]],
    [[HEADER, 'Rss: 4 kB']],
    [[ROLLUP]],
    [[ROLLUP, 'Rss: x kB']],
    [[ROLLUP, ROLLUP]],
    [['Rss: 4 kB']],
  ])('refuses %j', (lines) => {
    expect(reasonOf(rollup(...lines))).toMatch(/^\/f: /);
  });
});
