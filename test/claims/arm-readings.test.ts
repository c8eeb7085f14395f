/** Reading evidence: what is there is given, and what is not there ends the decision with its reason. */
import { describe, expect, test } from 'vitest';
import { armOf, hasArm } from '../../src/claims/arm-readings.ts';
import { Undecided } from '../../src/claims/undecided.ts';
import { evidence, killed, trials } from './constructed.ts';

const some = evidence({
  'files/touch': {
    cold: trials(3, (block) => ({
      facts: { pages: 7, noise: block },
      texts: { advice: 'NORMAL' },
      lists: { runs: [0, block] },
      missing: { readBytes: '/proc/self/io: Permission denied' },
      phases: { touch: [{ durationNs: 10 + block, minorFaults: 2 }, { durationNs: 5 }] },
    })),
    gone: killed(2),
    failing: trials(2, { failed: { call: 'mmap', errno: 12, message: 'Cannot allocate memory' } }),
    lacking: trials(1, { unavailable: 'no musl' }),
    none: { state: 'unavailable', reason: 'jemalloc is not installed' },
  },
  'files/other': 'the time budget was spent before it',
});
const cold = armOf(some, 'files/touch', 'cold');

/** The verdict and sentence that the reading ends in. */
function endOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Undecided) return `${error.verdict}: ${error.message}`;
    throw error;
  }
  return 'nothing';
}

describe('what was read', () => {
  test('is given trial by trial, or as one value where all agree', () => {
    expect(cold.facts('noise')).toEqual([0, 1, 2]);
    expect(cold.fact('pages')).toBe(7);
    expect([cold.median('noise'), cold.most('noise'), cold.least('noise')]).toEqual([1, 2, 0]);
    expect(cold.texts('advice')).toEqual(['NORMAL', 'NORMAL', 'NORMAL']);
    expect(cold.lists('runs')[2]).toEqual([0, 2]);
    expect(cold.has('pages')).toBe(true);
    expect(cold.has('nothing')).toBe(false);
  });

  test('of a phase is the sum over its samples, the median over trials', () => {
    expect(cold.ns('touch')).toBe(16);
    expect(cold.faults('touch')).toBe(2);
    expect(cold.majorFaults('touch')).toBe(0);
  });

  test('includes a call that failed in every trial', () => {
    expect(armOf(some, 'files/touch', 'failing').failure()).toMatchObject({ call: 'mmap', errno: 12 });
    expect(cold.failure()).toBeUndefined();
  });

  test('is there where the arm was run', () => {
    expect(hasArm(some, 'files/touch', 'cold')).toBe(true);
    expect(hasArm(some, 'files/touch', 'none')).toBe(false);
    expect(hasArm(some, 'files/nothing', 'cold')).toBe(false);
  });
});

describe('what was not read', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a fact that differs',
      () => cold.fact('noise'),
      'unresolved: files/touch, cold: noise differs between trials: 0 to 2',
    ],
    [
      'a fact that the machine does not tell',
      () => cold.fact('readBytes'),
      'unavailable: files/touch, cold: /proc/self/io: Permission denied',
    ],
    ['a fact that nobody read', () => cold.fact('x'), 'unavailable: files/touch, cold: x was not read'],
    [
      'a phase that was not run',
      () => cold.ns('x'),
      'unavailable: files/touch, cold: the phase x was not run',
    ],
    [
      'an arm that was killed',
      () => armOf(some, 'files/touch', 'gone').fact('x'),
      'unavailable: files/touch, gone: no trial ended as it should',
    ],
    [
      'an arm whose call failed',
      () => armOf(some, 'files/touch', 'failing').fact('x'),
      'unavailable: files/touch, failing: mmap failed: Cannot allocate memory',
    ],
    [
      'an arm that this machine cannot run',
      () => armOf(some, 'files/touch', 'lacking').fact('x'),
      'unavailable: files/touch, lacking: no musl',
    ],
    [
      'an arm that was refused',
      () => armOf(some, 'files/touch', 'none'),
      'unavailable: files/touch, none: jemalloc is not installed',
    ],
    [
      'an arm that nobody ran',
      () => armOf(some, 'files/touch', 'x'),
      'unavailable: files/touch, x was not run',
    ],
    [
      'a stage that the run did not reach',
      () => armOf(some, 'files/other', 'cold'),
      'unavailable: files/other: the time budget was spent before it',
    ],
    ['a stage that nobody ran', () => armOf(some, 'x/y', 'cold'), 'unavailable: x/y was not run'],
  ])('ends the decision: %s', (_, read, end) => {
    expect(endOf(read)).toBe(end);
  });
});
