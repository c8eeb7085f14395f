/** The readings of one arm, trial by trial, for decisions. Whatever is asked for and not there ends the decision. */
import type { Evidence, TrialEvidence } from '../model/claim.ts';
import { sampleColumns } from '../model/probe.ts';
import { median } from '../statistics/index.ts';
import { Undecided } from './undecided.ts';

type Column = (typeof sampleColumns)[number];

/** A trial that read something to the end. */
type WholeTrial = TrialEvidence & { readonly readings: NonNullable<TrialEvidence['readings']> };

function unavailable(reason: string): never {
  throw new Undecided('unavailable', reason);
}

export class ArmReadings {
  /** `experiment/stage, arm`, for sentences. */
  readonly place: string;
  /** Every trial, whatever became of it. */
  readonly all: readonly TrialEvidence[];

  constructor(place: string, trials: readonly TrialEvidence[]) {
    this.place = place;
    this.all = trials;
  }

  /** The trials that read to their end. Where there are none, the first reason why ends the decision. */
  get whole(): readonly WholeTrial[] {
    const whole = this.all.filter(
      (trial): trial is WholeTrial =>
        trial.readings !== null && !trial.readings.failed && !trial.readings.unavailable,
    );
    if (whole.length > 0) return whole;
    const first = this.all[0];
    const failed = first?.readings?.failed;
    if (failed) unavailable(`${this.place}: ${failed.call} failed: ${failed.message}`);
    return unavailable(`${this.place}: ${first?.readings?.unavailable ?? 'no trial ended as it should'}`);
  }

  /** The fact in each trial. */
  facts(name: string): number[] {
    return this.whole.map(({ readings }) => {
      const value = readings.facts[name];
      if (value !== undefined) return value;
      return unavailable(`${this.place}: ${readings.missing[name] ?? `${name} was not read`}`);
    });
  }

  /** The fact where every trial agrees; else the decision ends unresolved. */
  fact(name: string): number {
    const values = this.facts(name);
    const first = values[0] as number;
    if (values.every((value) => value === first)) return first;
    throw new Undecided(
      'unresolved',
      `${this.place}: ${name} differs between trials: ${Math.min(...values)} to ${Math.max(...values)}`,
    );
  }

  median(name: string): number {
    return median(this.facts(name));
  }

  most(name: string): number {
    return Math.max(...this.facts(name));
  }

  least(name: string): number {
    return Math.min(...this.facts(name));
  }

  has(name: string): boolean {
    return this.whole.every(({ readings }) => readings.facts[name] !== undefined);
  }

  texts(name: string): string[] {
    return this.whole.map(
      ({ readings }) => readings.texts[name] ?? unavailable(`${this.place}: ${name} was not read`),
    );
  }

  /** The list of each trial. */
  lists(name: string): (readonly number[])[] {
    return this.whole.map(
      ({ readings }) => readings.lists[name] ?? unavailable(`${this.place}: ${name} was not read`),
    );
  }

  /** One column of the phase in each trial: the sum over its samples. */
  sums(phase: string, column: Column): number[] {
    const index = sampleColumns.indexOf(column);
    return this.whole.map(({ readings }) => {
      const samples = readings.phases[phase];
      if (!samples) return unavailable(`${this.place}: the phase ${phase} was not run`);
      return samples.reduce((sum, sample) => sum + (sample[index] as number), 0);
    });
  }

  /** Nanoseconds of the phase, median over trials. */
  ns(phase: string): number {
    return median(this.sums(phase, 'durationNs'));
  }

  /** Minor faults of the phase, median over trials. */
  faults(phase: string): number {
    return median(this.sums(phase, 'minorFaults'));
  }

  majorFaults(phase: string): number {
    return median(this.sums(phase, 'majorFaults'));
  }

  /** The call that failed in every trial: its name and errno. Undefined where any trial went to its end. */
  failure(): { readonly call: string; readonly errno: number; readonly message: string } | undefined {
    const [first] = this.all;
    const everywhere = this.all.every(({ readings }) => readings?.failed !== undefined);
    return everywhere ? first?.readings?.failed : undefined;
  }
}

/** The readings of an arm of a stage (`experiment/stage`). Ends the decision where there are none. */
export function armOf(evidence: Evidence, stage: string, arm: string): ArmReadings {
  const of = evidence.stages[stage];
  if (!of) unavailable(`${stage} was not run`);
  if (of.state === 'unavailable') unavailable(`${stage}: ${of.reason}`);
  const own = of.arms[arm];
  if (!own) unavailable(`${stage}, ${arm} was not run`);
  if (own.state === 'unavailable') unavailable(`${stage}, ${arm}: ${own.reason}`);
  if (own.trials.length === 0) unavailable(`${stage}, ${arm} has no trials`);
  return new ArmReadings(`${stage}, ${arm}`, own.trials);
}

/** Whether the arm can be asked: where a claim has something to say with it and without it. */
export function hasArm(evidence: Evidence, stage: string, arm: string): boolean {
  const of = evidence.stages[stage];
  return of?.state === 'measured' && of.arms[arm]?.state === 'measured';
}
