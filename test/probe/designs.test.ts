/** Arms that share a process: what the probe counts in every round and chunk, in which order, and what it refuses. */
import { beforeEach, expect, test } from 'vitest';
import type { SharedDesign, StepRequest, TrialOutcome } from '../../src/model/probe.ts';
import {
  MIB as mebibyte,
  skipUnlessGlibc,
  skipWhereKernelTakesHintFaults,
  startTestProbe,
  stepOf,
  trialOf,
} from './fixture.ts';

const probe = startTestProbe();

beforeEach(skipWhereKernelTakesHintFaults);

async function together(design: SharedDesign, ...steps: readonly StepRequest[]): Promise<TrialOutcome> {
  return await probe.runTrial(trialOf({}, { steps, design }));
}

const pages = (strategy: string, sizeBytes: number, parts: Partial<StepRequest> = {}): StepRequest =>
  stepOf({ strategy, pattern: 'write-page', sizeBytes, secondTouch: false, ...parts });

test('every round of every step takes the faults of its pages, and no more', async () => {
  const design = { kind: 'in-process', rounds: 7, seed: 5 } as const;
  const { series, steps } = await together(
    design,
    pages('mmap-nohuge', mebibyte),
    pages('mmap-populate', mebibyte),
  );
  expect(series?.[0]?.minorFaults[1]).toEqual(Array.from({ length: 7 }, () => 256));
  expect(series?.[1]?.minorFaults[0]).toEqual(Array.from({ length: 7 }, () => 256));
  expect(series?.[1]?.minorFaults[1]).toEqual(Array.from({ length: 7 }, () => 0));
  for (const step of series ?? []) {
    expect(step.ns.map((phase) => phase?.length)).toEqual([7, 7, undefined, 7]);
    expect(step.ns[1]?.every((ns) => ns > 0)).toBe(true);
  }
  expect(steps[0]?.samples[1]?.[1]).toBe(256);
});

test('every chunk of an interleaved step takes the faults of its pages, the last one of what is left', async () => {
  const design = { kind: 'interleaved', chunkBytes: mebibyte, seed: 5 } as const;
  const size = 3 * mebibyte + 64 * 4096;
  const { series, steps } = await together(design, pages('mmap-nohuge', size), pages('mmap-nohuge', size));
  for (const index of [0, 1]) {
    expect(series?.[index]?.minorFaults[1]).toEqual([256, 256, 256, 64]);
    expect(series?.[index]?.ns.map((phase) => phase?.length)).toEqual([1, 4, undefined, 1]);
    expect(steps[index]?.samples[1]?.[1]).toBe(832);
    const sum = series?.[index]?.ns[1]?.reduce((total, ns) => total + ns, 0);
    expect(steps[index]?.samples[1]?.[0]).toBe(sum);
  }
  expect(steps[0]?.address).not.toBe(steps[1]?.address);
});

test('a fraction of the pages is that fraction of every chunk: a planted difference is exact', async () => {
  const design = { kind: 'interleaved', chunkBytes: mebibyte, seed: 9 } as const;
  const part = (fractionPpm: number): StepRequest =>
    pages('mmap-nohuge', 4 * mebibyte, { pattern: 'write-fraction', fractionPpm });
  const { series } = await together(design, part(781_250), part(796_875));
  expect(series?.map((step) => step.minorFaults[1])).toEqual([
    [200, 200, 200, 200],
    [204, 204, 204, 204],
  ]);
});

test('malloc in rounds keeps its heap: the faults of the first rounds do not come back', async (ctx) => {
  skipUnlessGlibc(ctx);
  const design = { kind: 'in-process', rounds: 6, seed: 1 } as const;
  const { series } = await together(design, pages('malloc', mebibyte), pages('mmap-nohuge', mebibyte));
  expect(series?.[0]?.minorFaults[1]?.[0]).toBeGreaterThan(200);
  expect(series?.[0]?.minorFaults[1]?.slice(2)).toEqual([0, 0, 0, 0]);
  expect(series?.[1]?.minorFaults[1]).toEqual([256, 256, 256, 256, 256, 256]);
});

test('what cannot share a process is refused with its reason', async () => {
  const step = pages('mmap-private', mebibyte);
  const many = await together({ kind: 'in-process', rounds: 9000, seed: 1 }, step, step);
  expect(many.end).toMatchObject({ how: 'refused', reason: expect.stringContaining('16384') });
  const unequal = { kind: 'interleaved', chunkBytes: mebibyte, seed: 1 } as const;
  const sizes = await together(unequal, step, pages('mmap-private', 2 * mebibyte));
  expect(sizes.end).toMatchObject({ how: 'refused', reason: expect.stringContaining('one size') });
});

test('a step that fails ends the process with the call that failed', async () => {
  const huge = pages('mmap-private', 2 ** 62);
  const { steps } = await together({ kind: 'in-process', rounds: 3, seed: 1 }, huge, huge);
  expect(steps.some((step) => step.failed?.call === 'mmap')).toBe(true);
});
