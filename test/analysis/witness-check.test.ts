import { describe, expect, test } from 'vitest';
import { checkTrial, type Refusal } from '../../src/analysis/witness-check.ts';
import { type ArmOptions, makeArm } from '../../src/experiments/index.ts';
import type { Phase, Sample, TrialEnd } from '../../src/model/probe.ts';
import { phases } from '../../src/model/probe.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { sampleOf } from '../replay-probe.ts';
import { describedProbe, MIB, settingsWith, trialOf } from './fixture.ts';

const sizeBytes = 100 * MIB;

/** Steps whose phases took these minor faults; a good touch of 25,600 base pages unless told otherwise. */
function stepOf(faults: Partial<Record<Phase, number>> = {}, majorFaults = 0) {
  const all = { allocate: 0, 'first-touch': 25_600, 'second-touch': 0, release: 0, ...faults };
  const samples: Sample[] = phases.map((phase) => sampleOf(1000, all[phase], majorFaults));
  return { address: 0x7f0000000010, samples };
}

function check(
  trial: Partial<TrialRecord>,
  options: ArmOptions = {},
  strategy = 'malloc',
): Refusal | undefined {
  const record = trialOf({ steps: [stepOf()], ...trial });
  return checkTrial(record, makeArm(strategy, options), sizeBytes, describedProbe, settingsWith('madvise'));
}

test('a trial whose counters agree with its pages is accepted', () => {
  expect(check({})).toBeUndefined();
  expect(
    check({ steps: [stepOf({ allocate: 25_600, 'first-touch': 0 })] }, {}, 'mmap-populate'),
  ).toBeUndefined();
});

describe('a touch that its faults contradict', () => {
  test('25,600 pages with 4 faults is refused, and the sentence has both numbers', () => {
    const refusal = check({ steps: [stepOf({ 'first-touch': 4 })] });
    expect(refusal?.kind).toBe('faults contradict first-touch');
    expect(refusal?.sentence).toMatch(/took 4 minor faults/);
    expect(refusal?.sentence).toMatch(/25,?600 pages/);
    expect(refusal?.sentence).toMatch(/at least 25,592/);
  });

  test('too many faults are refused as well, with the most that there may be', () => {
    const refusal = check({ steps: [stepOf({ 'first-touch': 60_000 })] });
    expect(refusal?.sentence).toMatch(/60,000 minor faults.*at most 25,608/);
  });

  test('faults at the second touch mean that memory went away', () => {
    expect(check({ steps: [stepOf({ 'second-touch': 100 })] })?.kind).toBe('faults contradict second-touch');
  });

  test('a populate that populated nothing is refused by the phase that should have', () => {
    expect(check({}, {}, 'mmap-populate')?.kind).toBe('faults contradict allocate');
  });

  test('huge pages that were asked for and not had are refused', () => {
    expect(check({}, {}, 'mmap-thp')?.sentence).toMatch(/49 aligned huge pages/);
    expect(check({ steps: [stepOf({ 'first-touch': 49 + 512 })] }, {}, 'mmap-thp')).toBeUndefined();
  });

  test('one step too far each way is refused, the bounds themselves are not', () => {
    for (const [faults, fine] of [
      [25_592, true],
      [25_591, false],
      [25_608, true],
      [25_609, false],
    ] as const) {
      expect([faults, check({ steps: [stepOf({ 'first-touch': faults })] }) === undefined]).toEqual([
        faults,
        fine,
      ]);
    }
  });
});

describe('a trial that did not end well', () => {
  test.each<[TrialEnd, string, RegExp]>([
    [{ how: 'exit', code: 3 }, 'exit code', /exit code 3/],
    [{ how: 'signal', signal: 11 }, 'signal', /signal 11/],
    [{ how: 'oom-kill', signal: 9 }, 'out of memory', /lack of memory/],
    [{ how: 'deadline', deadlineMs: 1234 }, 'deadline', /1234 ms/],
    [{ how: 'refused', reason: 'it asks for too much' }, 'refused before it started', /it asks for too much/],
  ])('is refused by name: %o', (end, kind, sentence) => {
    expect(check({ end })).toMatchObject({ kind });
    expect(check({ end })?.sentence).toMatch(sentence);
  });

  test('is refused by the call that failed, in whichever step', () => {
    const failed = { phase: 'allocate', call: 'mmap', errno: 12, message: 'Cannot allocate memory' } as const;
    const refusal = check({ steps: [{ ...stepOf(), failed }] });
    expect(refusal).toEqual({
      kind: 'mmap failed',
      sentence: 'mmap failed in allocate: Cannot allocate memory (errno 12)',
    });
    const discarded = check({ steps: [{ ...stepOf(), failed }, stepOf()] }, { discardFirst: true });
    expect(discarded?.kind).toBe('mmap failed');
  });

  test('is refused where it printed too little', () => {
    expect(check({ steps: [] })?.kind).toBe('no result');
    expect(check({ steps: [stepOf()] }, { discardFirst: true })?.kind).toBe('no result');
  });

  test('is refused for major faults: it waited for a disk', () => {
    const refusal = check({ steps: [stepOf({}, 2)] });
    expect(refusal?.kind).toBe('major faults');
    expect(refusal?.sentence).toMatch(/2 major faults/);
  });

  test('a discarded call may have waited and faulted as it liked', () => {
    const steps = [stepOf({ 'first-touch': 4 }, 7), stepOf()];
    expect(check({ steps }, { discardFirst: true })).toBeUndefined();
  });
});

describe('a preload', () => {
  const preload = '/usr/lib/libother.so';
  const engaged = { mapped: true, resolves: true, mallocFrom: preload };

  test('that took malloc over is accepted', () => {
    expect(check({ preload: engaged }, { preload })).toBeUndefined();
  });

  test.each([
    [{ mapped: false, resolves: false, mallocFrom: '/lib/libc.so.6' }, /is not in the maps.*libc\.so\.6/],
    [{ mapped: true, resolves: false, mallocFrom: '/lib/libc.so.6' }, /is mapped, and malloc.*libc\.so\.6/],
    [{ mapped: false, resolves: false, mallocFrom: null }, /an unknown object/],
  ])('that did not is refused by name', (reading, sentence) => {
    const refusal = check({ preload: reading }, { preload });
    expect(refusal?.kind).toBe('preload not engaged');
    expect(refusal?.sentence).toMatch(sentence);
  });

  test('of which nothing was read is refused', () => {
    expect(check({}, { preload })?.kind).toBe('preload not engaged');
  });
});

test('every sentence tells both figures and no undefined ones', () => {
  for (const faults of [0, 4, 1000, 1e6]) {
    for (const strategy of ['malloc', 'mmap-populate', 'mmap-thp', 'mmap-hugetlb']) {
      const sentence = check({ steps: [stepOf({ 'first-touch': faults })] }, {}, strategy)?.sentence ?? '';
      expect(sentence).not.toMatch(/undefined|NaN|Infinity|null/);
    }
  }
});
