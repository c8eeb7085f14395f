/** The time that a phase counts: the wall clock, or its time on a CPU where others took that away. */
import { describe, expect, test } from 'vitest';
import { ownNs, ownSeriesNs, wasPreempted } from '../../src/analysis/own-time.ts';

/** durationNs, minor and major faults, voluntary and involuntary switches, user and system time. */
const sample = (wallNs: number, voluntary: number, involuntary: number, user: number, system: number) => [
  wallNs,
  0,
  0,
  voluntary,
  involuntary,
  user,
  system,
];

describe('a phase', () => {
  test('that kept its CPU counts the wall clock', () => {
    expect(ownNs(sample(5_000_000, 0, 0, 1_000_000, 3_000_000))).toBe(5_000_000);
  });

  test('that was preempted counts its time on a CPU', () => {
    const preempted = sample(9_000_000, 0, 2, 1_000_000, 3_000_000);
    expect(wasPreempted(preempted)).toBe(true);
    expect(ownNs(preempted)).toBe(4_000_000);
  });

  test('that waited of itself counts the wall clock: the wait is its own', () => {
    const waited = sample(9_000_000, 1, 2, 1_000_000, 3_000_000);
    expect(wasPreempted(waited)).toBe(false);
    expect(ownNs(waited)).toBe(9_000_000);
  });

  test('never counts more than the wall clock, however the kernel rounds', () => {
    expect(ownNs(sample(999, 0, 1, 1000, 1000))).toBe(999);
  });
});

test('of the rounds of a shared process only the preempted ones count their time on a CPU', () => {
  const series = {
    ns: [[10, 10, 10], [500, 9000, 600], null, [5, 5, 5]],
    minorFaults: [[0, 0, 0], [1, 1, 1], null, [0, 0, 0]],
    preempted: [[], [[1, 700]], [], [[2, 50]]] as const,
  };
  expect(ownSeriesNs(series, 1)).toEqual([500, 700, 600]);
  expect(ownSeriesNs(series, 3)).toEqual([5, 5, 5]);
  expect(ownSeriesNs(series, 2)).toEqual([]);
});
