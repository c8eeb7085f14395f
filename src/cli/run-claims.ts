/** Runs the stages that claims need: from a choice to a finished run. */
import { randomInt } from 'node:crypto';
import { readMachine, readMachineState } from '../machine/index.ts';
import type { Claim } from '../model/claim.ts';
import type { RunSettings } from '../model/run.ts';
import { buildProbe, describeProbe } from '../probe/index.ts';
import { capabilitiesOf } from './capabilities.ts';
import { parseCount, parseSeconds } from './parse-quantity.ts';
import { type ClaimChoice, chooseClaims, planClaims } from './plan-claims.ts';
import { alpha, makeHeader } from './plan-run.ts';
import { beginSession, runSession, type SessionResult } from './run-session.ts';
import { findSurroundings, type SurroundingsOptions } from './surroundings.ts';

export type RunClaimsOptions = SurroundingsOptions & {
  readonly budget?: string;
  readonly seed?: string;
  readonly out?: string;
};

/** Seconds: what runs by default is made for three minutes, all of it for a quarter of an hour. */
const usualBudget = 170;
const wholeBudget = 900;

function settingsOf({ budget, seed }: RunClaimsOptions, usual: number): RunSettings {
  return {
    seed: seed === undefined ? randomInt(2 ** 32) : parseCount('--seed', seed, 0, 2 ** 32 - 1),
    budgetSeconds: budget === undefined ? usual : parseSeconds('--budget', budget),
    maxBlocks: 0,
    precision: 0.01,
    equivalence: 0.03,
    alpha,
    cpu: -1,
    perf: false,
    memoryLimitBytes: 0,
  };
}

/** The run, and the claims that were left out of it because they take long. */
export async function runClaims(
  choice: ClaimChoice,
  options: RunClaimsOptions,
): Promise<SessionResult & { readonly slow: readonly Claim[] }> {
  const built = buildProbe();
  const probe = describeProbe(built);
  const machine = readMachine('/', new Date());
  const before = readMachineState();
  const can = capabilitiesOf(probe, before.settings);
  const { chosen, slow } = chooseClaims(choice, can);
  const settings = settingsOf(
    options,
    choice.all || choice.post || choice.ids.length > 0 ? wholeBudget : usualBudget,
  );
  const header = makeHeader(planClaims(chosen, can), settings, machine, before, built, probe);
  const surroundings = findSurroundings(options, built);
  const result = await runSession(beginSession(header, options.out), header, built, surroundings);
  return { ...result, slow };
}
