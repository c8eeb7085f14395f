/** maps, line by line: what the kernel writes is understood, and everything else is refused with the line quoted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMaps } from '../../../src/machine/index.ts';
import { measured } from '../../../src/model/reading.ts';
import { reasonOf, recordedNames, recordedText } from './fixture.ts';

const parse = (...lines: string[]): ReturnType<typeof parseMaps> =>
  parseMaps(lines.map((line) => `${line}\n`).join(''), '/proc/1/maps');

function only(line: string) {
  const vmas = parse(line);
  if (vmas.state === 'unavailable') throw new Error(vmas.reason);
  expect(vmas.value).toHaveLength(1);
  return vmas.value[0];
}

const named = (name: string): string =>
  `7f08f28ab000-7f08f28b1000 rw-p 00000000 00:00 0                          ${name}`;

describe('a line of maps', () => {
  test('gives every field', () => {
    expect(
      only('7f08f28b4000-7f08f28da000 r-xp 00026000 fe:00 339380                     /usr/lib/libc.so.6'),
    ).toEqual({
      start: 0x7f08f28b4000,
      end: 0x7f08f28da000,
      permissions: { read: true, write: false, execute: true, shared: false },
      offsetBytes: 0x26000,
      device: 'fe:00',
      inode: 339_380,
      path: '/usr/lib/libc.so.6',
      deleted: false,
    });
  });

  test('without a name has an empty one, with or without the space that the kernel leaves', () => {
    expect(only('00400000-00401000 ---s 00000000 00:00 0')?.path).toBe('');
    expect(only('00400000-00401000 ---s 00000000 00:00 0 ')?.path).toBe('');
  });

  test.each([
    ['/srv/files/a file  with spaces ', '/srv/files/a file  with spaces ', false],
    ['/srv/files/gone (deleted)', '/srv/files/gone', true],
    ['/memfd:a (deleted) name (deleted)', '/memfd:a (deleted) name', true],
    ['/srv/files/new\\012line', '/srv/files/new\nline', false],
    ['/srv/files/back\\slash\\011', '/srv/files/back\\slash\\011', false],
    ['/srv/files/\u00fcml\u00e4ut/\u{1f600}', '/srv/files/\u00fcml\u00e4ut/\u{1f600}', false],
    ['/srv/files/tab\there\rand\x7f', '/srv/files/tab\there\rand\x7f', false],
    ['[anon:a: {very} (odd) name, 100%]', '[anon:a: {very} (odd) name, 100%]', false],
    ['[anon_shmem:x (deleted)]', '[anon_shmem:x (deleted)]', false],
    ['[anon:ends (deleted)', '[anon:ends (deleted)', false],
    ['anon_inode:[perf_event]', 'anon_inode:[perf_event]', false],
    ['/SYSV00000000 (deleted)', '/SYSV00000000', true],
    ['-', '-', false],
    ['00400000-00401000 rw-p', '00400000-00401000 rw-p', false],
  ])('may be named %j', (written, path, deleted) => {
    expect(only(named(written))).toMatchObject({ path, deleted });
  });

  test('of the vsyscall page is exact, though it lies beyond 2^53', () => {
    const vma = only('ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]');
    expect([BigInt(vma?.start ?? 0), BigInt(vma?.end ?? 0)]).toEqual([
      0xffffffffff600000n,
      0xffffffffff601000n,
    ]);
  });

  test('may have a 64-bit offset and inode, and a device of five digits', () => {
    const vma = only('00400000-00401000 r--s fffffffffffff000 fff:fffff 18446744073709551615 /dev/dri/card0');
    expect(vma).toMatchObject({ offsetBytes: 2 ** 64 - 4096, device: 'fff:fffff', inode: 2 ** 64 });
  });

  test.each([
    '',
    ' ',
    'nonsense',
    '00400000-00401000',
    '00400000-00401000 ',
    '00400000-00401000 rw-p',
    '00400000-00401000 rw-p 00000000',
    '00400000-00401000 rw-p 00000000 00:00',
    '00400000-00401000 rw-p 00000000 00:00 ',
    '00400000-00401000 rw-p 00000000 00:00 0x',
    '00400000-00401000 rw-p 00000000 00:00 01',
    '00400000-00401000 rw-p 00000000 00:00 -1',
    '00400000-00401000 rw-p 00000000 00:00 184467440737095516150',
    '00400000-00401000 rw-p 00000000 0:00 0',
    '00400000-00401000 rw-p 00000000 00:000 0',
    '00400000-00401000 rw-p 00000000 FE:00 0',
    '00400000-00401000 rw-p 00000001 00:00 0',
    '00400000-00401000 rw-p 0000000 00:00 0',
    '00400000-00401000 wr-p 00000000 00:00 0',
    '00400000-00401000 rw-x 00000000 00:00 0',
    '00400000-00401000 rwxps 00000000 00:00 0',
    '00400000-00400000 rw-p 00000000 00:00 0',
    '00401000-00400000 rw-p 00000000 00:00 0',
    '00400001-00401000 rw-p 00000000 00:00 0',
    '00400000-00401001 rw-p 00000000 00:00 0',
    '0400000-00401000 rw-p 00000000 00:00 0',
    '000400000-00401000 rw-p 00000000 00:00 0',
    '0040A000-0040B000 rw-p 00000000 00:00 0',
    '1ffffffffff600000-2ffffffffff601000 rw-p 00000000 00:00 0',
    'ffffffffff600001-ffffffffff601000 --xp 00000000 00:00 0',
    ' 00400000-00401000 rw-p 00000000 00:00 0',
    '00400000 -00401000 rw-p 00000000 00:00 0',
    '00400000-00401000  rw-p 00000000 00:00 0',
    '00400000-00401000\trw-p 00000000 00:00 0',
    '00400000-00401000 rw-p 00000000 00:00 0 /a\0b',
    'Rss: 4 kB',
  ])('that reads %j is refused', (line) => {
    expect(reasonOf(parse('00100000-00101000 rw-p 00000000 00:00 0', line))).toMatch(
      /^\/proc\/1\/maps: expected .+ in line 2, found ("|an empty text)/,
    );
  });
});

describe('the lines of maps', () => {
  test('may be none', () => {
    expect(parse()).toEqual(measured([]));
  });

  test.each([
    ['overlaps', '00401000-00403000'],
    ['lies below', '00300000-00301000'],
    ['repeats', '00400000-00402000'],
  ])('are refused where one %s the one before', (_, range) => {
    const line = `${range} rw-p 00000000 00:00 0`;
    expect(reasonOf(parse('00400000-00402000 rw-p 00000000 00:00 0', line))).toBe(
      `/proc/1/maps: expected an address range at or above the end of the one before in line 2, found "${line}"`,
    );
  });

  test('are refused where the last has no newline', () => {
    expect(reasonOf(parseMaps('00400000-00401000 rw-p 00000000 00:00 0 /usr/lib', '/f'))).toContain(
      'a newline at the end',
    );
  });

  test('are refused where one has no end', () => {
    expect(reasonOf(parseMaps('a'.repeat(70_000), '/f'))).toContain('a line of 64 KiB at most');
  });

  test('say the same in whatever chunks they arrive', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recordedNames),
        fc.array(fc.integer({ min: 0, max: 300 })),
        (name, sizes) => {
          const bytes = Buffer.from(recordedText(name, 'maps'));
          let from = 0;
          const cuts = sizes.map((size) => bytes.subarray(from, (from += size)));
          expect(parseMaps([...cuts, bytes.subarray(from)], '/f')).toEqual(parseMaps(bytes.toString(), '/f'));
        },
      ),
      { numRuns: 50 },
    );
  });
});
