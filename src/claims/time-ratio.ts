/** How two arms' times compare, block by block: only where nothing countable decides. */
import type { Evidence } from '../model/claim.ts';
import { controlName } from '../model/scenario.ts';
import { formatInterval, formatRatio } from '../model/units.ts';
import { median, signInterval } from '../statistics/index.ts';
import { type ArmReadings, armOf, hasArm } from './arm-readings.ts';
import { logRatios, timesByBlock } from './paired-times.ts';
import { undecided } from './undecided.ts';

/** Error rate of one interval: with some sixty claims about times, about one run in ten has one interval off. */
const alpha = 0.002;

/** `median` with its 99.8 % interval (sign test on the blocks' ratios, any distribution), over `n` blocks. */
export type TimeRatio = {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
};

function byBlock(arm: ArmReadings, phase: string, fastest: boolean): ReadonlyMap<number, number> {
  return timesByBlock(arm.whole, phase, fastest);
}

function ratioOfTimes(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): TimeRatio {
  const logs = logRatios(a, b);
  if (logs.length === 0) return undecided('no block has both times');
  const { low, high } = signInterval(logs, alpha);
  return { median: Math.exp(median(logs)), low: Math.exp(low), high: Math.exp(high), n: logs.length };
}

export type RatioOptions = {
  /** The phase of the second arm, where it has another name. */
  readonly otherPhase?: string;
  /** Compares the fastest sample of each trial rather than their sum. */
  readonly fastest?: boolean;
};

/**
 * time(arm) / time(other) of the phase, both of one stage, paired by block. Ends the decision unresolved where the stage's
 * control arm, an identical copy of the first, is told apart from it by more than a tenth: the machine is not stable enough.
 */
export function timeRatio(
  evidence: Evidence,
  stage: string,
  [arm, other]: readonly [string, string],
  phase: string,
  { otherPhase = phase, fastest = false }: RatioOptions = {},
): TimeRatio {
  const own = armOf(evidence, stage, arm);
  const reference = armOf(evidence, stage, other);
  requireStable(evidence, stage, phase, fastest);
  return ratioOfTimes(byBlock(own, phase, fastest), byBlock(reference, otherPhase, fastest));
}

function requireStable(evidence: Evidence, stage: string, phase: string, fastest: boolean): void {
  const of = evidence.stages[stage];
  const first = of?.state === 'measured' ? Object.keys(of.arms)[0] : undefined;
  if (first === undefined || !hasArm(evidence, stage, controlName)) return;
  const copy = byBlock(armOf(evidence, stage, controlName), phase, fastest);
  const original = byBlock(armOf(evidence, stage, first), phase, fastest);
  if (copy.size === 0 || original.size === 0) return;
  const { low, high } = ratioOfTimes(copy, original);
  if (low <= 1.1 && high >= 1 / 1.1) return;
  undecided(
    `the machine is not stable enough: ${first} and its identical copy differ by ${formatRatio(low)} to ${formatRatio(high)}`,
  );
}

/** `1.43 (1.31..1.60)`. */
export function inWords({ median, low, high }: TimeRatio): string {
  return formatInterval(median, low, high);
}

/** Where the whole interval lies: above the bound, below it, or neither. */
export function sideOf(ratio: TimeRatio, bound: number): 'above' | 'below' | 'neither' {
  if (ratio.low > bound) return 'above';
  return ratio.high < bound ? 'below' : 'neither';
}

/** Whether the whole interval lies within 1/(1+margin) .. 1+margin: no difference that matters. */
export function isEquivalent({ low, high }: TimeRatio, margin = 0.1): boolean {
  return low >= 1 / (1 + margin) && high <= 1 + margin;
}
