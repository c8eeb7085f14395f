/** What an arm did, counted from its faults and its witness trial. */
import { describe, expect, test } from 'vitest';
import { countArm, type Observed } from '../../src/analysis/decomposition/counts.ts';
import { makeStep } from '../../src/experiments/index.ts';
import type { CallCount } from '../../src/model/probe.ts';
import { measured, unavailable } from '../../src/model/reading.ts';
import { describedProbe, MIB, trialOf } from './fixture.ts';

const pages = MIB / 4096;

/** malloc of 1 MiB, whose witness trial mapped it and took a fault a page; RSS grew by so much in the first touch. */
function observed(
  parts: Partial<Observed> = {},
  grownBytes = MIB,
  calls: readonly CallCount[] = [],
): Observed {
  const [step] = trialOf().steps as [ReturnType<typeof trialOf>['steps'][0]];
  const reading = (rssBytes: number) => ({ rssBytes, pssBytes: null, anonHugeBytes: 0, peakRssBytes: null });
  const memory = [MIB, MIB + grownBytes, MIB + grownBytes, MIB].map(reading);
  return {
    step: makeStep('malloc'),
    sizeBytes: MIB,
    faults: [2, pages, 0, 0],
    witness: trialOf({
      role: 'witness',
      steps: [{ ...step, memory }],
      calls: measured([[calls, [], [], []]]),
    }),
    measure: ['allocate', 'first-touch'],
    fresh: true,
    ...parts,
  };
}

const mapping = [
  { name: 'brk', count: 2, bytes: 0 },
  { name: 'mmap', count: 1, bytes: MIB },
  { name: 'getrandom', count: 1, bytes: 0 },
];

describe('the counts of an arm', () => {
  test('are its calls by kind, its faults and the pages and bytes that they brought', () => {
    expect(countArm(observed({}, MIB, mapping), describedProbe)).toEqual({
      counts: {
        call: 1,
        map: 3,
        unmap: 0,
        advise: 0,
        populateCall: 0,
        callsSeen: true,
        exception: pages + 2,
        basePage: pages + 2,
        zeroedByte: 0,
        freshByte: MIB,
        hugeByte: 0,
        presentByte: 0,
        visit: 0,
        hugePages: 0,
      },
    });
  });

  test('are stores into present memory alone where an allocator kept it: no fault, no call', () => {
    const kept = observed({ faults: [0, 0, 0, 0], fresh: false }, MIB, mapping);
    expect(countArm(kept, describedProbe)).toMatchObject({
      counts: { map: 0, call: 0, exception: 0, basePage: 0, freshByte: 0, presentByte: MIB },
    });
  });

  test('have pages but no exceptions where the kernel populates', () => {
    const step = makeStep('mmap-populate', { pattern: 'write-page' });
    const populated = observed({ step, faults: [pages, 0, 0, 0] });
    expect(countArm(populated, describedProbe)).toMatchObject({
      counts: { populateCall: 1, exception: 0, basePage: pages, freshByte: 0, presentByte: 0, visit: pages },
    });
  });

  test('leave allocate out where only first touch is measured', () => {
    const touched = observed({ measure: ['first-touch'] }, MIB, mapping);
    expect(countArm(touched, describedProbe)).toMatchObject({ counts: { map: 0, exception: pages } });
  });

  test('say when system calls were not observed', () => {
    const blind = observed({ witness: trialOf({ role: 'witness', calls: unavailable('a sandbox') }) });
    expect(countArm(blind, describedProbe)).toMatchObject({ counts: { callsSeen: false, map: 0 } });
  });

  test.each([
    ['a strategy that no one knows', { step: makeStep('other') }, 'not known'],
    ['shared memory', { step: makeStep('mmap-shared') }, 'shmem'],
    ['reserved huge pages', { step: makeStep('mmap-hugetlb') }, 'hugetlb'],
    ['no memory', { step: makeStep('none') }, 'it obtains none'],
    ['a pattern that reads', { step: makeStep('malloc', { pattern: 'read-page' }) }, 'shared zero page'],
    ['an arm without a witness trial', { witness: undefined }, 'no witness trial'],
  ])('are refused for %s', (_, parts, why) => {
    expect(countArm(observed(parts), describedProbe)).toEqual({ outside: expect.stringContaining(why) });
  });

  test('are refused where resident memory grew by more than the faults account for', () => {
    const mixed = countArm(observed({}, 8 * MIB), describedProbe);
    expect(mixed).toEqual({ outside: 'its faults map pages of several sizes' });
  });
});
