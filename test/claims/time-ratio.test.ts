/** Times compared block by block: only an interval that lies wholly on one side decides. */
import { describe, expect, test } from 'vitest';
import { inWords, isEquivalent, sideOf, timeRatio } from '../../src/claims/time-ratio.ts';
import type { ArmEvidence, Evidence } from '../../src/model/claim.ts';
import { evidence, timesAround, trials } from './constructed.ts';

function stageOf(arms: Readonly<Record<string, ArmEvidence>>): Evidence {
  return evidence({ 'e/s': arms });
}

const steady = stageOf({
  malloc: timesAround(15, 'touch', 1000),
  mmap: timesAround(15, 'touch', 2000),
  control: timesAround(15, 'touch', 1001),
});

describe('a ratio', () => {
  test('is the median of the blocks, with an interval that any distribution allows', () => {
    const ratio = timeRatio(steady, 'e/s', ['mmap', 'malloc'], 'touch');
    expect(ratio.n).toBe(15);
    expect(ratio.median).toBeCloseTo(2, 2);
    expect(sideOf(ratio, 1.5)).toBe('above');
    expect(sideOf(ratio, 2.5)).toBe('below');
    expect(sideOf(ratio, ratio.median)).toBe('neither');
    expect(inWords(ratio)).toMatch(/^2\.\d+ \(\d\.\d+\.\.\d\.\d+\)$/);
  });

  test('of equal arms is equivalent', () => {
    expect(isEquivalent(timeRatio(steady, 'e/s', ['control', 'malloc'], 'touch'))).toBe(true);
    expect(isEquivalent(timeRatio(steady, 'e/s', ['mmap', 'malloc'], 'touch'))).toBe(false);
  });

  test('of few blocks has no interval, and decides nothing', () => {
    const few = stageOf({ malloc: timesAround(5, 'touch', 1000), mmap: timesAround(5, 'touch', 9000) });
    const ratio = timeRatio(few, 'e/s', ['mmap', 'malloc'], 'touch');
    expect(sideOf(ratio, 1.1)).toBe('neither');
    expect(isEquivalent(ratio)).toBe(false);
  });

  test('pairs the trials of one block, and leaves out what has no partner', () => {
    const drifting = (factor: number, from: number): ArmEvidence =>
      trials(15, (block) =>
        block < from ? {} : { phases: { touch: { durationNs: factor * 1000 * (1 + block) } } },
      );
    const ratio = timeRatio(stageOf({ a: drifting(1, 0), b: drifting(3, 2) }), 'e/s', ['b', 'a'], 'touch');
    expect(ratio).toMatchObject({ n: 13 });
    expect(ratio.low).toBeCloseTo(3, 6);
    expect(ratio.high).toBeCloseTo(3, 6);
  });

  test('may compare the fastest samples, and phases of different names', () => {
    const arms = {
      a: trials(12, { phases: { load: [{ durationNs: 100 }, { durationNs: 900 }] } }),
      b: trials(12, { phases: { store: [{ durationNs: 200 }] } }),
    };
    const options = { otherPhase: 'load', fastest: true };
    expect(timeRatio(stageOf(arms), 'e/s', ['b', 'a'], 'store', options).median).toBeCloseTo(2, 6);
  });

  test('is not formed where the first arm and its identical copy differ', () => {
    const shaky = stageOf({
      malloc: timesAround(15, 'touch', 1000),
      mmap: timesAround(15, 'touch', 2000),
      control: timesAround(15, 'touch', 1500),
    });
    expect(() => timeRatio(shaky, 'e/s', ['mmap', 'malloc'], 'touch')).toThrow('not stable enough');
  });
});
