/** An arm with every setting said. */
import type { Arm, ArmStep } from '../model/experiment.ts';

/** The byte every arm stores, so that no arm writes zeros over zeros where another does not. */
export const defaultFill = 0xa5;

export type ArmOptions = {
  readonly name?: string;
  readonly pattern?: string;
  readonly fill?: number;
  readonly fractionPpm?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly preload?: string;
  readonly thpDisable?: boolean;
  readonly discardFirst?: boolean;
};

/** One step of a strategy: every byte written with the same fill, unless told otherwise. */
export function makeStep(strategy: string, options: ArmOptions = {}): ArmStep {
  const { pattern = 'write-all', fill = defaultFill, fractionPpm = 1_000_000 } = options;
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
  const fractionPpm = pattern === 'write-fraction' ? 250_000 : 1_000_000;
  return { ...arm, steps: arm.steps.map((step) => ({ ...step, pattern, fractionPpm })) };
}
