/**
 * What a phase took of its own: the wall clock, but where it was preempted and never waited of itself, its time on a CPU. Then
 * the rest of the clock is time that other programs had, as the kernel's own counters say (docs/decisions/0007).
 */
import { type StepSeries, sampleColumns } from '../model/probe.ts';

const at = Object.fromEntries(sampleColumns.map((name, index) => [name, index])) as Record<
  (typeof sampleColumns)[number],
  number
>;

/** Whether the phase lost its CPU to others and never gave it up. */
export function wasPreempted(sample: readonly number[]): boolean {
  return (sample[at.involuntarySwitches] ?? 0) > 0 && (sample[at.voluntarySwitches] ?? 0) === 0;
}

/** Nanoseconds of a sample; the kernel's times on a CPU are exact to two microseconds. */
export function ownNs(sample: readonly number[]): number {
  const wallNs = sample[at.durationNs] ?? 0;
  if (!wasPreempted(sample)) return wallNs;
  return Math.min(wallNs, (sample[at.userNs] ?? 0) + (sample[at.systemNs] ?? 0));
}

/** Nanoseconds of every round or chunk of one phase. */
export function ownSeriesNs({ ns, preempted }: StepSeries, phase: number): number[] {
  const times = [...(ns[phase] ?? [])];
  for (const [index, onCpuNs] of preempted[phase] ?? []) {
    const wallNs = times[index];
    if (wallNs !== undefined) times[index] = Math.min(wallNs, onCpuNs);
  }
  return times;
}
