/** A trial of arms that share a process, as the probe tells it: every step with its rounds or chunks. */
import { burnInRounds, type CellDesign } from '../../src/model/design.ts';
import type { Sample, StepResult, StepSeries } from '../../src/model/probe.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { MIB, trialOf } from './fixture.ts';

export type SharedDesign = Exclude<CellDesign, { readonly kind: 'fresh' }>;

/** One arm in one process: the times of its first touches in nanoseconds, after the burn-in, and the faults of all of them. */
export type SharedArm = { readonly touchNs: readonly number[]; readonly faults: number };

export const sharedDesigns = {
  'in-process': { kind: 'in-process', rounds: burnInRounds + 8 },
  interleaved: { kind: 'interleaved', chunkBytes: MIB / 8 },
} as const satisfies Record<string, SharedDesign>;

/** Rounds after the burn-in, or chunks of 1 MiB. */
export const readingsEach = 8;
const allocateNs = 1000;
/** The burn-in takes much longer: an estimate that had it in would show it. */
const burnIn = Array.from({ length: burnInRounds }, () => 1e9);

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function stepOf(design: SharedDesign, arm: SharedArm): StepResult & { readonly series: StepSeries } {
  const rounds = design.kind === 'in-process';
  const touches = rounds ? [...burnIn, ...arm.touchNs] : arm.touchNs;
  const single = rounds ? touches.map(() => allocateNs) : [allocateNs];
  const none = single.map(() => 0);
  const faults = touches.map(() => (rounds ? arm.faults : arm.faults / touches.length));
  const sum = (ns: readonly number[], minorFaults: readonly number[]): Sample => [
    total(ns),
    total(minorFaults),
    0,
    0,
    0,
    0,
    total(ns),
  ];
  return {
    address: 0x7f0000000000,
    samples: [sum(single, none), sum(touches, faults), null, sum(single, none)],
    series: {
      ns: [single, touches, null, single],
      minorFaults: [none, faults, null, none],
      preempted: [[], [], [], []],
    },
  };
}

/** A trial of 1 MiB with these arms, the control arm last. */
export function sharedTrial(
  design: SharedDesign,
  arms: readonly SharedArm[],
  parts: Partial<TrialRecord> = {},
): TrialRecord {
  const both = arms.map((arm) => stepOf(design, arm));
  const steps = both.map(({ address, samples }) => ({ address, samples }));
  return { ...trialOf({ steps, ...parts }), series: both.map(({ series }) => series) };
}
