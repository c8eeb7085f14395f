/** From the claims asked for to the plan that gives their evidence: every stage once, counts before times. */
import { claims } from '../claims/index.ts';
import { experiments } from '../experiments/index.ts';
import type { Claim } from '../model/claim.ts';
import type { Capabilities, ExperimentPlan } from '../model/experiment.ts';
import { Problem } from '../model/problem.ts';
import type { ScenarioStage } from '../model/scenario.ts';
import { suggest } from './suggest.ts';

export type ClaimChoice = {
  /** Ids as typed; none for all that do not take long. */
  readonly ids: readonly string[];
  readonly all?: boolean;
  /** Those of the post and its program alone. */
  readonly post?: boolean;
};

function claimOf(id: string): Claim {
  const claim = claims.find((one) => one.id === id.toUpperCase());
  if (claim) return claim;
  const names = claims.map((one) => one.id);
  throw new Problem(
    'unknown-claim',
    `there is no claim '${id}'.${suggest(id.toUpperCase(), names)}`,
    '`firsttouch list` names them all',
  );
}

/** The stage that a claim names as `experiment/stage`, under that name. */
export function stageOf(need: string, can: Capabilities): ScenarioStage {
  const [name = '', stageName = ''] = need.split('/');
  const plan = experiments.find((one) => one.name === name)?.plan({}, can);
  const stage = plan?.stages.find((one) => one.name === stageName);
  if (stage?.kind !== 'scenarios') throw new Error(`there is no stage ${need}`);
  return { ...stage, name: need };
}

function isSlow(claim: Claim, can: Capabilities): boolean {
  return claim.needs.some((need) => stageOf(need, can).slow);
}

/** The claims chosen, and those that were left out because they take long. */
export function chooseClaims(
  { ids, all = false, post = false }: ClaimChoice,
  can: Capabilities,
): { readonly chosen: readonly Claim[]; readonly slow: readonly Claim[] } {
  if (ids.length > 0) {
    const named = new Set(ids.map(claimOf));
    return { chosen: claims.filter((claim) => named.has(claim)), slow: [] };
  }
  const asked = claims.filter(({ id }) => !post || /^[AK]/.test(id));
  const slow = all || post ? [] : asked.filter((claim) => isSlow(claim, can));
  return { chosen: asked.filter((claim) => !slow.includes(claim)), slow };
}

/** Counts come first: where the time runs short, they are what decides most. */
export function planClaims(chosen: readonly Claim[], can: Capabilities): ExperimentPlan {
  const needs = [...new Set(chosen.flatMap((claim) => claim.needs))];
  const stages = needs.map((need) => stageOf(need, can));
  const counted = stages.filter((stage) => stage.compare.length === 0);
  const timed = stages.filter((stage) => stage.compare.length > 0);
  return {
    name: 'claims',
    question: 'which of these statements hold here?',
    stages: [...counted, ...timed],
    claims: chosen.map((claim) => claim.id),
  };
}
