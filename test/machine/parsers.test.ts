import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/machine/command-line.ts';
import { parseCacheSize } from '../../src/machine/cpu-caches.ts';
import { parseCpuList } from '../../src/machine/cpu-list.ts';
import { parseAllowedCpus } from '../../src/machine/cpu-sets.ts';
import { parseCpuTime } from '../../src/machine/cpu-time.ts';
import { parseCpuinfo } from '../../src/machine/cpuinfo.ts';
import { parseLoadavg } from '../../src/machine/loadavg.ts';
import { parseMeminfo } from '../../src/machine/meminfo.ts';
import { parseNodeCpus, parseNodeTotal } from '../../src/machine/numa-nodes.ts';
import { parsePageDirectories } from '../../src/machine/page-directories.ts';
import { parsePressure } from '../../src/machine/pressure.ts';
import { parseProcessLimits } from '../../src/machine/process-limits.ts';
import { describeReadError } from '../../src/machine/read-text.ts';
import {
  parseChoice,
  parseCount,
  parseInteger,
  parseLine,
  parseSwitch,
} from '../../src/machine/single-value.ts';
import { sizeInWords } from '../../src/machine/size-in-words.ts';
import { parseVmstat } from '../../src/machine/vmstat.ts';
import { measured } from '../../src/model/reading.ts';
import { listReadings } from './fixture.ts';

const ofText = [parseInteger, parseCount, parseSwitch, parseLine, parseChoice, parseCpuList, parseCacheSize];
const ofPath = [...ofText, parseNodeCpus].map((parse) => (text: string) => parse(text, '/f'));
const ofReading = [
  parseMeminfo,
  parseVmstat,
  parseCpuinfo,
  parseAllowedCpus,
  parseCpuTime,
  parseLoadavg,
  parseProcessLimits,
  (text: ReturnType<typeof measured<string>>) => parsePressure(text, '/f'),
  (text: ReturnType<typeof measured<string>>) => parseNodeTotal(text, '/f'),
].map((parse) => (text: string) => parse(measured(text) as never));
const parsers: readonly ((text: string) => unknown)[] = [...ofPath, ...ofReading];

// Text that is nearly right finds more than noise does: the kernel's own words, damaged.
const KERNEL_WORDS =
  'MemTotal:|Cached:|kB|cpu |some|avg10=|avg10=0.00 avg60=0.00 avg300=0.00 total=|pgfault|Cpus_allowed_list:|' +
  'Max stack size|flags:|[always]|unlimited|-|,|.| |\t|\n|K|0|1.50|7|4294967295|9007199254740993|1e400|-0|NaN|' +
  '__proto__ 1|Node 0 ';
const word = fc.constantFrom(...KERNEL_WORDS.split('|'));
const nearlyRight = fc.array(
  fc.oneof({ weight: 6, arbitrary: word }, fc.string({ unit: 'binary', maxLength: 8 })),
);

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('every parser', () => {
  it('answers any text with readings: no throw, no NaN, no negative zero, a reason where there is no value', () => {
    fc.assert(
      fc.property(nearlyRight, (words) => {
        for (const parse of parsers) {
          const record = parse(words.join(''));
          for (const number of numbersIn(record)) {
            expect(Number.isFinite(number) && !Object.is(number, -0)).toBe(true);
          }
          for (const { state, reason } of listReadings(record)) {
            if (state === 'unavailable') expect(reason).toMatch(/^\/\S+: ./);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('makes no number out of an empty file', () => {
    for (const parse of parsers) expect(numbersIn(parse(''))).toEqual([]);
  });
});

describe('the list format of CPUs', () => {
  it('is read in ascending order, each CPU once', () => {
    expect(parseCpuList('8,0-3,2\n', '/f')).toEqual(measured([0, 1, 2, 3, 8]));
  });

  it('gives back any set of CPUs', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 8191 }), { minLength: 1 }), (cpus) => {
        expect(parseCpuList(cpus.join(','), '/f')).toEqual(measured(cpus.toSorted((a, b) => a - b)));
      }),
    );
  });

  it.each(['', ',', '3-1', '0-', '-1', '0-4294967295', 'all', '0x1'])('refuses %j', (text) => {
    expect(parseCpuList(text, '/f').state).toBe('unavailable');
  });
});

describe('single values', () => {
  it('are whole numbers without rounding, or none', () => {
    expect(parseInteger('-1\n', '/f')).toEqual(measured(-1));
    expect(parseCount('-1\n', '/f').state).toBe('unavailable');
    expect(parseInteger('9007199254740993', '/f').state).toBe('unavailable');
  });

  it('are quoted from the start, and not at length', () => {
    const reading = parseCount(`${'x'.repeat(500)}\nsecond line`, '/sys/f');
    expect(reading).toEqual({
      state: 'unavailable',
      reason: `/sys/f: expected a whole number, found "${'x'.repeat(60)}..."`,
    });
  });
});

describe('CPU time', () => {
  it('does not count guest time twice', () => {
    expect(parseCpuTime(measured('cpu  10 1 2 3 4 5 6 7 9 9\ncpu0 1 1 1 1 1 1 1 1 1 1\n'))).toEqual({
      stealJiffies: measured(7),
      totalJiffies: measured(38),
    });
  });
});

describe('a machine of several CPUs', () => {
  it('is described by its first', () => {
    const processor = parseCpuinfo(measured('model name\t: first\n\nmodel name\t: second\n'));
    expect(processor.modelName).toEqual(measured('first'));
  });
});

describe('a processor that is not x86', () => {
  it('has no flags to judge by, which is not a no', () => {
    const processor = parseCpuinfo(
      measured('processor\t: 0\nFeatures\t: fp asimd\nCPU implementer\t: 0x41\n'),
    );
    expect(processor.hypervisor).toEqual({
      state: 'unavailable',
      reason: '/proc/cpuinfo: has no line "flags" (kernel built without it?)',
    });
  });
});

describe('the boot line', () => {
  it('yields nothing but parameters on the list, whatever else it carries', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(
          parseCommandLine(`${words.map((text) => `x${text.replaceAll(/\s/g, '')}`).join(' ')}`),
        ).toEqual([]);
      }),
    );
  });
});

describe('small matters', () => {
  it('a refusal names the path and what the kernel answered', () => {
    const error = (code: string) => Object.assign(new Error('no'), { code });
    expect(describeReadError('/sys/f', error('EACCES'))).toBe('/sys/f: permission denied (EACCES)');
    expect(describeReadError('/sys/f', error('EOPNOTSUPP'))).toBe('/sys/f: could not be read (EOPNOTSUPP)');
    expect(describeReadError('/sys/f', 'odd')).toBe('/sys/f: could not be read (odd)');
  });

  it('page directories are sorted by size, and others passed over', () => {
    const names = ['khugepaged', 'hugepages-2048kB', 'hugepages-64kB', 'hugepages-kB'];
    expect(parsePageDirectories(names).map(({ sizeBytes }) => sizeBytes)).toEqual([65_536, 2_097_152]);
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [1024 ** 3 - 1, '1.0 GiB'],
    [1024 ** 5 * 4096, '4096.0 PiB'],
  ])('%i bytes read %s', (sizeBytes, words) => {
    expect(sizeInWords(sizeBytes)).toBe(words);
  });
});
