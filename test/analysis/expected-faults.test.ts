import { describe, expect, test } from 'vitest';
import { alignedHugePages, expectFaults } from '../../src/analysis/expected-faults.ts';
import { type ArmOptions, makeArm } from '../../src/experiments/index.ts';
import type { MachineSettings } from '../../src/model/machine.ts';
import { describedProbe, MIB, settingsWith } from './fixture.ts';

const aligned = 0x7f0000000000;
const pages = 25_600;
const slack = 8;

function boundsOf(
  strategy: string,
  settings: MachineSettings,
  options: ArmOptions & { readonly address?: number; readonly sizeBytes?: number } = {},
) {
  const { address = aligned, sizeBytes = 100 * MIB, ...rest } = options;
  const arm = makeArm(strategy, rest);
  const step = arm.steps[0];
  if (!step) throw new Error('an arm has a step');
  return expectFaults(step, arm, sizeBytes, address, describedProbe, settings);
}

const never = settingsWith('never');
const madvise = settingsWith('madvise');
const always = settingsWith('always');
const midsize = settingsWith('madvise', { sizes: [{ sizeBytes: 65_536, enabled: 'always' }] });

describe('a first touch of 100 MiB', () => {
  test.each([
    ['malloc', never, pages - slack, pages + slack],
    ['malloc', madvise, pages - slack, pages + slack],
    ['malloc', always, 50 - slack, pages + slack],
    ['malloc', midsize, pages / 16 - slack, pages + slack],
    ['mmap-private', never, pages - slack, pages + slack],
    ['mmap-nohuge', always, pages - slack, pages + slack],
    ['mmap-nohuge', midsize, pages - slack, pages + slack],
    ['mmap-thp', madvise, 50 - slack, pages + slack - 511],
    ['mmap-thp', always, 50 - slack, pages + slack - 511],
    ['mmap-shared', always, pages - slack, pages + slack],
    ['mmap-shared', settingsWith('never', { shmem: 'advise' }), 50 - slack, pages + slack],
    ['mmap-hugetlb', never, 50 - slack, 50 + slack],
    ['none', always, 0, slack],
  ] as const)('by %s takes the faults of its pages (case %#)', (strategy, settings, low, high) => {
    expect(boundsOf(strategy, settings)['first-touch']).toMatchObject({ low, high });
  });

  test('takes no more than a few where allocate populated, which takes them all', () => {
    const bounds = boundsOf('mmap-populate', madvise);
    expect(bounds.allocate).toMatchObject({ low: pages - slack, high: pages + slack });
    expect(bounds['first-touch']).toMatchObject({ low: 0, high: slack });
    expect(boundsOf('mmap-populate', always).allocate).toMatchObject({ low: 50 - slack });
  });

  test('that loads before it stores takes two faults a page, but one where the memory is shared', () => {
    const options = { pattern: 'read-write-page' };
    expect(boundsOf('mmap-private', madvise, options)['first-touch']?.high).toBe(2 * pages + slack);
    expect(boundsOf('mmap-private', madvise, options)['first-touch']?.low).toBe(pages - slack);
    expect(boundsOf('mmap-shared', madvise, options)['first-touch']?.high).toBe(pages + slack);
    const loads = boundsOf('mmap-private', madvise, { pattern: 'read-page' });
    expect(loads['first-touch']?.high).toBe(pages + slack);
  });

  test('of a quarter of the pages takes a quarter of the faults', () => {
    const quarter = { pattern: 'write-fraction', fractionPpm: 250_000 };
    const bounds = boundsOf('mmap-private', madvise, quarter)['first-touch'];
    expect(bounds).toMatchObject({ low: pages / 4 - slack, high: pages / 4 + slack });
  });

  test('that touches nothing takes none', () => {
    const bounds = boundsOf('malloc', madvise, { pattern: 'none' })['first-touch'];
    expect(bounds).toMatchObject({ low: 0, high: slack });
  });

  test('in base pages because the arm disables huge ones follows no setting of the machine', () => {
    for (const settings of [always, midsize]) {
      const bounds = boundsOf('malloc', settings, { thpDisable: true })['first-touch'];
      expect(bounds).toMatchObject({ low: pages - slack, high: pages + slack });
    }
  });

  test('through a preloaded allocator leaves that allocator more room', () => {
    const preload = '/lib/libother.so';
    const bounds = boundsOf('malloc', never, { preload })['first-touch'];
    expect(bounds).toMatchObject({ low: pages - slack, high: pages + 64 });
    expect(boundsOf('mmap-private', never, { preload })['first-touch']?.low).toBe(pages - slack);
  });
});

test('a tuned allocator may advise huge pages where the machine leaves that to the program', () => {
  const environment = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };
  const sizeBytes = 1000 * MIB;
  const low = (settings: MachineSettings): number | undefined =>
    boundsOf('malloc', settings, { environment, sizeBytes })['first-touch']?.low;
  expect(low(madvise)).toBe(500 - slack);
  expect(low(never)).toBe(10 * pages - slack);
});

describe('multi-size huge pages', () => {
  test.each([
    ['inherit', 'always', 16],
    ['inherit', 'madvise', 1],
    ['madvise', 'always', 512],
    ['never', 'never', 1],
    ['always', 'never', 16],
  ])('of 64 KiB set to %s under %s let one fault map up to %i pages', (own, mode, each) => {
    const sizes = [{ sizeBytes: 65_536, enabled: own }];
    const most = mode === 'always' ? 512 : each;
    const low = boundsOf('malloc', settingsWith(mode, { sizes }))['first-touch']?.low;
    expect(low).toBe(Math.max(0, Math.ceil(pages / most) - slack));
  });
});

describe('later phases', () => {
  test('a second touch finds every page there, whatever the strategy', () => {
    for (const { name } of describedProbe.strategies) {
      expect(boundsOf(name, madvise)['second-touch']).toMatchObject({ low: 0, high: slack });
    }
  });

  test('automatic NUMA balancing may fault on every page again', () => {
    const bounds = boundsOf('malloc', settingsWith('madvise', { numa: 1 }))['second-touch'];
    expect(bounds).toMatchObject({ low: 0, high: pages + slack });
  });

  test('release is not predicted, nor is anything of a strategy that the probe does not know', () => {
    expect(boundsOf('malloc', madvise).release).toBeUndefined();
    expect(boundsOf('unheard-of', madvise)).toEqual({});
  });
});

describe('whole aligned huge pages', () => {
  test.each([
    [aligned, 2 * MIB, 1],
    [aligned, 2 * MIB - 1, 0],
    [aligned + 4096, 2 * MIB, 0],
    [aligned + 4096, 4 * MIB, 1],
    [aligned + 4096, 4 * MIB - 8192, 0],
    [aligned, 100 * MIB, 50],
    [aligned + 16, 100 * MIB, 49],
    [aligned, 4096, 0],
  ])('at %i and %i bytes there are %i', (address, sizeBytes, count) => {
    expect(alignedHugePages(address, sizeBytes, 2 * MIB)).toBe(count);
  });

  test('there are none where the kernel has none', () => {
    expect(alignedHugePages(aligned, 100 * MIB, 0)).toBe(0);
  });

  test('a region too small to hold one is judged by its base pages', () => {
    const bounds = boundsOf('mmap-thp', madvise, { sizeBytes: MIB })['first-touch'];
    expect(bounds?.high).toBe(256 + slack);
  });
});

test('no bounds contradict themselves where huge pages can be had', () => {
  for (const { name } of describedProbe.strategies) {
    for (const { name: pattern } of describedProbe.patterns) {
      for (const sizeBytes of [1, 4095, 4096, 65_536, 2 * MIB, 2 ** 32]) {
        for (const settings of [madvise, always, midsize]) {
          for (const bounds of Object.values(boundsOf(name, settings, { pattern, sizeBytes }))) {
            expect(bounds.low).toBeLessThanOrEqual(bounds.high);
          }
        }
      }
    }
  }
});
