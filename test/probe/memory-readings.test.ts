/** A witness trial: where the region lies, what it adds to RSS, and that release gives it back. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../src/model/probe.ts';
import { KIB, MIB, minorFaults, onlyStep, skipUnlessGlibc, startTestProbe, trialOf } from './fixture.ts';

const probe = startTestProbe();
const { pageSizeBytes, hugePageSizeBytes, strategies } = probe.description;
const SIZE_BYTES = 16 * MIB;
/** The witness's own buffers are touched between the readings. */
const OWN_BYTES = 256 * KIB;
const WITNESS = { witness: true };

function memoryOf(step: StepResult, index: number, key: 'rssBytes' | 'anonHugeBytes'): number | null {
  const reading = step.memory?.[index];
  if (!reading) throw new Error(`no memory reading ${index}: ${JSON.stringify(step)}`);
  return reading[key];
}

function expectNear(bytes: number, wanted: number): void {
  expect(bytes).toBeGreaterThan(wanted - OWN_BYTES);
  expect(bytes).toBeLessThan(wanted + OWN_BYTES);
}

/** How often the machine wanted a huge page for a fault and had none. */
function hugePageFallbacks(): string | undefined {
  return /^thp_fault_fallback (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1];
}

describe('RSS', () => {
  it.for(strategies.filter((one) => one.backing !== 'none' && one.backing !== 'hugetlb'))(
    'rises by the region with its faults and falls by it with release: $name',
    async (strategy, ctx) => {
      if (strategy.unsupported) ctx.skip(strategy.unsupported);
      const request = trialOf({ strategy: strategy.name, sizeBytes: SIZE_BYTES }, WITNESS);
      const step = onlyStep(await probe.runTrial(request));
      const rss = [0, 1, 2, 3].map((phase) => memoryOf(step, phase, 'rssBytes'));
      if (rss.some((bytes) => bytes === null)) ctx.skip('no /proc/self/smaps_rollup (Linux 4.14)');
      const [allocated, touched, again, released] = rss as [number, number, number, number];
      expectNear(touched - allocated, strategy.populates ? 0 : SIZE_BYTES);
      expectNear(again - touched, 0);
      expectNear(again - released, SIZE_BYTES);
    },
  );

  it('does not rise where pages are only read: the zero page belongs to nobody', async (ctx) => {
    const request = trialOf({ pattern: 'read-page', sizeBytes: SIZE_BYTES }, WITNESS);
    const step = onlyStep(await probe.runTrial(request));
    const before = memoryOf(step, 0, 'rssBytes');
    const after = memoryOf(step, 1, 'rssBytes');
    if (before === null || after === null) return ctx.skip('no /proc/self/smaps_rollup (Linux 4.14)');
    expectNear(after - before, 0);
  });
});

describe('huge pages', () => {
  it('spare the faults of the base pages within each, where this machine allows them', async (ctx) => {
    const strategy = strategies.find((one) => one.name === 'mmap-thp');
    if (strategy?.unsupported) ctx.skip(strategy.unsupported);
    const fallbacks = hugePageFallbacks();
    const request = trialOf(
      { strategy: 'mmap-thp', sizeBytes: SIZE_BYTES },
      { ...WITNESS, thpDisable: false },
    );
    const step = onlyStep(await probe.runTrial(request));
    const hugeBytes = memoryOf(step, 1, 'anonHugeBytes');
    if (hugeBytes === null) return ctx.skip('no /proc/self/smaps_rollup (Linux 4.14)');
    if (hugePageFallbacks() !== fallbacks)
      ctx.skip('the kernel found no free huge page (thp_fault_fallback)');
    expect(hugeBytes).toBeGreaterThan(0);
    const pages = SIZE_BYTES / pageSizeBytes;
    const spared = (hugeBytes / hugePageSizeBytes) * (hugePageSizeBytes / pageSizeBytes - 1);
    expect(minorFaults(step, 'first-touch')).toBeLessThanOrEqual(pages - spared);
    expect(minorFaults(step, 'first-touch')).toBeGreaterThanOrEqual(hugeBytes / hugePageSizeBytes);
    expect(memoryOf(step, 0, 'anonHugeBytes')).toBe(0);
    expect(memoryOf(step, 3, 'anonHugeBytes')).toBe(0);
  });

  it('are not used by a trial that disables them, though it asks for them', async (ctx) => {
    const strategy = strategies.find((one) => one.name === 'mmap-thp');
    if (strategy?.unsupported) ctx.skip(strategy.unsupported);
    const request = trialOf(
      { strategy: 'mmap-thp', sizeBytes: SIZE_BYTES },
      { ...WITNESS, thpDisable: true },
    );
    const step = onlyStep(await probe.runTrial(request));
    expect(minorFaults(step, 'first-touch')).toBe(SIZE_BYTES / pageSizeBytes);
    expect(memoryOf(step, 1, 'anonHugeBytes')).toBe(0);
  });

  it('of the hugetlb pool are refused, or take one fault each', async (ctx) => {
    const strategy = strategies.find((one) => one.name === 'mmap-hugetlb');
    if (strategy && /no hugetlb pages/.test(strategy.unsupported ?? '')) ctx.skip(strategy.unsupported ?? '');
    const outcome = await probe.runTrial(trialOf({ strategy: 'mmap-hugetlb', sizeBytes: 1 }));
    if (strategy?.unsupported) {
      expect(outcome.steps[0]?.failed).toMatchObject({ phase: 'allocate', call: 'mmap' });
    } else {
      expect(minorFaults(onlyStep(outcome), 'first-touch')).toBe(1);
    }
  });
});

describe('the region', () => {
  it.for([
    { strategy: 'brk', sizeBytes: 100 * KIB, region: 'program break' },
    { strategy: 'brk', sizeBytes: SIZE_BYTES, region: 'program break' },
    { strategy: 'mmap-private', sizeBytes: 1, region: 'mmap area' },
    { strategy: 'mmap-shared', sizeBytes: SIZE_BYTES, region: 'mmap area' },
    { strategy: 'memfd', sizeBytes: SIZE_BYTES, region: 'mmap area' },
    { strategy: 'none', sizeBytes: SIZE_BYTES, region: null },
  ])('lies in the $region: $strategy of $sizeBytes bytes', async ({ region, ...request }) => {
    expect(onlyStep(await probe.runTrial(trialOf(request, WITNESS))).region).toBe(region);
  });

  it.for([
    { strategy: 'malloc', sizeBytes: 100 * KIB, region: 'program break' },
    { strategy: 'calloc', sizeBytes: 100 * KIB, region: 'program break' },
    { strategy: 'malloc', sizeBytes: MIB, region: 'mmap area' },
    { strategy: 'realloc', sizeBytes: SIZE_BYTES, region: 'mmap area' },
  ])('of glibc lies in the $region: $strategy of $sizeBytes bytes', async ({ region, ...request }, ctx) => {
    skipUnlessGlibc(ctx);
    expect(onlyStep(await probe.runTrial(trialOf(request, WITNESS))).region).toBe(region);
  });

  it('of glibc lies in the program break where the arm moves the mmap threshold', async (ctx) => {
    skipUnlessGlibc(ctx);
    const environment = { MALLOC_MMAP_THRESHOLD_: String(32 * MIB) };
    const request = trialOf({ strategy: 'malloc', sizeBytes: MIB }, { ...WITNESS, environment });
    expect(onlyStep(await probe.runTrial(request)).region).toBe('program break');
  });
});
