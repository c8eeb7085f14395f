/** The small files of /proc/PID: what they say, and what is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseCommandWords,
  parseLimits,
  parsePersonality,
  parseStat,
  parseStatus,
  parseThreadSyscall,
  readLayoutSysctls,
  readProcess,
} from '../../../src/machine/index.ts';
import { parseStackGuardGap } from '../../../src/machine/process/layout-sysctls.ts';
import { measured, measuredValue } from '../../../src/model/reading.ts';
import { NOTHING } from '../fixture.ts';
import { RECORDED_PID, reasonOf, recordedProcess, recordedRoot, recordedText } from './fixture.ts';

const STAT = recordedText('threads', 'stat');

describe('stat', () => {
  test('gives the fields of the recorded process', () => {
    const expected = {
      name: 'laid-out',
      state: 'T',
      parentPid: 4000,
      threads: 4,
      kernelThread: false,
      startTimeTicks: 1000,
    };
    expect(measuredValue(parseStat(STAT, '/f'))).toMatchObject(expected);
  });

  test.each(['a b', ') S 1 (', '(', ')', 'new\nline', '', ') R 1 2 3'])(
    'counts fields from behind the name %j',
    (name) => {
      const stat = measuredValue(parseStat(STAT.replace('laid-out', name), '/f'));
      expect(stat).toEqual({ ...measuredValue(parseStat(STAT, '/f')), name });
    },
  );

  test('knows a thread of the kernel by its flag', () => {
    const line = `2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 0 0 0 18446744073709551615${' 0'.repeat(27)}\n`;
    expect(measuredValue(parseStat(line, '/f'))).toMatchObject({
      name: 'kthreadd',
      kernelThread: true,
      startStack: 0,
    });
  });

  test('of an older kernel has fewer fields: what is not there is 0', () => {
    expect(measuredValue(parseStat(STAT.split(' ').slice(0, 44).join(' '), '/f'))).toMatchObject({
      startBrk: 0,
      threads: 4,
    });
  });

  test.each([
    '',
    '1',
    '1 (a',
    '1 (a) ',
    '1 (a) S',
    '1 (a) S 1 2 3',
    'x (a) S 1',
    STAT.replace(' T ', ' 4 '),
    STAT.replace('4000', 'x'),
  ])('refuses %j', (text) => {
    expect(reasonOf(parseStat(text, '/f'))).toMatch(/^\/f: expected a line such as "12 \(name\) S 1/);
  });
});

describe('status', () => {
  const status = (text: string) => measuredValue(parseStatus(text, '/f'));

  test('gives sizes in bytes and the effective user', () => {
    const read = status(recordedText('pie', 'status').replace('Uid:\t0\t0', 'Uid:\t1000\t1001'));
    expect(read).toMatchObject({
      uid: measured(1001),
      threadGroupId: measured(4242),
      thpEnabled: measured(true),
    });
    expect(measuredValue(read!.rssAnonBytes)! + measuredValue(read!.rssFileBytes)!).toBe(
      measuredValue(read!.vmRssBytes),
    );
  });

  test('gives names as they are', () => {
    expect(status('Name:\ta\\nb\\\\n c \nUid:\t0\t0\t0\t0\n')?.name).toEqual(measured('a\nb\\n c '));
    expect(status('Name:\t\n')?.name).toEqual(measured(''));
  });

  test('says what a kernel thread has not', () => {
    expect(reasonOf(status('Name:\tkthreadd\nUid:\t0\t0\n')!.vmSizeBytes)).toContain('has no line "VmSize"');
    expect(reasonOf(status('Name:\tkthreadd\nUid:\t0\t0\n')!.uid)).toContain('expected four user ids');
  });

  test('refuses what does not begin with a name', () => {
    expect(reasonOf(parseStatus('VmSize: 4 kB\n', '/f'))).toContain('expected a line "Name" first');
  });
});

test('personality tells the bits that move the layout', () => {
  expect(measuredValue(parsePersonality('00040000\n', '/f'))).toMatchObject({
    noRandomize: true,
    legacyLayout: false,
  });
  expect(measuredValue(parsePersonality('08600008\n', '/f'))).toEqual({
    bits: 0x08600008,
    noRandomize: false,
    legacyLayout: true,
    readImpliesExecute: true,
    addressLimit3Gb: true,
  });
  expect(measuredValue(parsePersonality('ffffffff\n', '/f'))?.bits).toBe(0xffffffff);
  for (const text of ['', '0\n', '0x040000', '00040000 ', 'g0040000']) reasonOf(parsePersonality(text, '/f'));
});

test.each([
  ['legacy-layout', { legacyLayout: true, noRandomize: false }],
  ['no-randomization-legacy', { legacyLayout: true, noRandomize: true }],
  ['pie', { legacyLayout: false, noRandomize: false }],
])('the recorded process %s has its personality', (name, expected) => {
  expect(measuredValue(recordedProcess(name).personality)).toMatchObject(expected);
});

test('limits are bytes or unlimited', () => {
  const read = (name: string) => measuredValue(recordedProcess(name).limits)?.stackBytes;
  expect(read('pie')).toEqual(measured({ soft: 8 * 2 ** 20, hard: 'unlimited' }));
  expect(read('unlimited-stack')).toEqual(measured({ soft: 'unlimited', hard: 'unlimited' }));
  expect(read('large-stack')).toMatchObject({ value: { soft: 2 ** 30 } });
  const limits = measuredValue(
    parseLimits('Limit  Soft\nMax stack size   99999999999999999  unlimited bytes\n', '/f'),
  );
  expect(reasonOf(limits!.stackBytes)).toContain('expected bytes or unlimited, twice');
  expect(reasonOf(limits!.dataBytes)).toBe('/f: has no line "Max data size"');
  expect(reasonOf(parseLimits('', '/f'))).toContain('expected a heading');
});

test('the stack pointer is the last but one word, in a call or out of one', () => {
  const pointer = (text: string) => parseThreadSyscall(text, '/f');
  expect(pointer('0 0x0 0x1 0x2 0x3 0x4 0x5 0x7ffe5e4b3b28 0x7f1ee49aa5a5\n')).toEqual(
    measured(0x7ffe5e4b3b28),
  );
  expect(pointer('-1 0x7ffe5e4b3b28 0x7f1ee49aa5a5\n')).toEqual(measured(0x7ffe5e4b3b28));
  expect(reasonOf(pointer('running\n'))).toBe('/f: the thread was running');
  for (const text of [
    '',
    '-1',
    '0 0x0 0x1',
    '-1 0xffffffffffffffff 0x0',
    '0x1 0x2 0x3 0x4 0x5 0x6 0x7 0x8 0x9',
  ])
    expect(reasonOf(pointer(text))).toMatch(/^\/f: expected/);
});

test('words of a command end with a NUL, and may be empty', () => {
  expect(parseCommandWords('a b\0\0c\0', '/f')).toEqual(measured(['a b', '', 'c']));
  expect(parseCommandWords('nginx: worker process', '/f')).toEqual(measured(['nginx: worker process']));
  expect(reasonOf(parseCommandWords('', '/f'))).toContain('/f: is empty');
});

test('the gap below the stack is 256 pages unless the boot line says otherwise', () => {
  const lines = [
    'quiet',
    '',
    'stack_guard_gap=x',
    'stack_guard_gap=12k',
    'no_stack_guard_gap=1',
    'quiet -- stack_guard_gap=1',
  ];
  expect(lines.map(parseStackGuardGap)).toEqual(lines.map(() => 256));
  expect(parseStackGuardGap('stack_guard_gap=1 quiet stack_guard_gap=4096\n')).toBe(4096);
  expect(parseStackGuardGap('a stack_guard_gap=0 b')).toBe(0);
});

test('settings that cannot be read have a reason', () => {
  expect(readLayoutSysctls(recordedRoot('pie'))).toEqual({
    randomizeVaSpace: measured(2),
    legacyVaLayout: measured(0),
    mmapRndBits: measured(28),
    mmapMinAddrBytes: measured(4096),
    stackGuardGapPages: 256,
  });
  expect(reasonOf(readLayoutSysctls(NOTHING).mmapRndBits)).toContain(
    '/proc/sys/vm/mmap_rnd_bits: no such file',
  );
});

test('every small parser answers any text with a reading', () => {
  const parsers = [
    parseStat,
    parseStatus,
    parseLimits,
    parsePersonality,
    parseThreadSyscall,
    parseCommandWords,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...parsers), fc.string({ unit: 'binary' }), (parse, text) => {
      for (const whole of [text, `1 (${text}) S ${text}`, `Name:\t${text}`, `Limit ${text}`, `-1 ${text}`])
        expect(['measured', 'unavailable']).toContain(parse(whole, '/f').state);
    }),
  );
});

test('a process is read without its usage where that is not asked for', () => {
  const image = readProcess(RECORDED_PID, { root: recordedRoot('pie'), usage: false });
  expect(image).toMatchObject({ consistency: 'agreed', usageReason: 'it was not asked for' });
  expect(image.vmas.some((vma) => 'usage' in vma)).toBe(false);
});
