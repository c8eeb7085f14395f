/** An arm with every setting said. */
import type { Arm, ArmStep } from '../model/experiment.ts';

/** The byte every arm stores, so that no arm writes zeros over zeros where another does not. */
export const defaultFill = 0xa5;

export type ArmOptions = {
  readonly name?: string;
  readonly pattern?: string;
  readonly fill?: number;
  /** Of the pages, in millionths, for a partial pattern. */
  readonly fractionPpm?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly preload?: string;
  readonly thpDisable?: boolean;
  readonly discardFirst?: boolean;
};

/** The partial pattern touches a quarter of the pages, in millionths; the others touch all. */
function fractionOf(pattern: string): number {
  return pattern === 'write-fraction' ? 250_000 : 1_000_000;
}

/** One step of a strategy: every byte written with the same fill, unless told otherwise. */
export function makeStep(strategy: string, options: ArmOptions = {}): ArmStep {
  const { pattern = 'write-all', fill = defaultFill, fractionPpm = fractionOf(pattern) } = options;
  return { strategy, pattern, fill, fractionPpm };
}

/** An arm of one step. */
export function makeArm(strategy: string, options: ArmOptions = {}): Arm {
  const { name = strategy, environment = {}, preload, thpDisable = false, discardFirst = false } = options;
  const steps = [makeStep(strategy, options)];
  return { name, steps, environment, ...(preload ? { preload } : {}), thpDisable, discardFirst };
}

/** The same arm, touched by another pattern. */
export function withPattern(arm: Arm, pattern: string): Arm {
  const fractionPpm = fractionOf(pattern);
  return { ...arm, steps: arm.steps.map((step) => ({ ...step, pattern, fractionPpm })) };
}
