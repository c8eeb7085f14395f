/** The claims that a run can decide, decided. */
import { claims, decideClaim } from '../claims/index.ts';
import type { Claim, Decision, Evidence } from '../model/claim.ts';
import type { Analysis } from './analysis.ts';
import { evidenceOf } from './evidence.ts';

/** A claim with its decision. */
export type DecidedClaim = { readonly claim: Claim; readonly decision: Decision };

function isDecidable(claim: Claim, evidence: Evidence): boolean {
  return claim.needs.every((need) => evidence.stages[need] !== undefined);
}

/** The claim by the run's evidence; undefined where one of its stages was no part of the run. */
export function decideOne(analysis: Analysis, claim: Claim): DecidedClaim | undefined {
  const evidence = evidenceOf(analysis);
  return isDecidable(claim, evidence) ? { claim, decision: decideClaim(claim, evidence) } : undefined;
}

/** The claims that the run was asked for, else all whose stages were part of it; in the order of the catalogue. */
export function decideClaims(analysis: Analysis): DecidedClaim[] {
  const evidence = evidenceOf(analysis);
  const asked = analysis.header.plan.claims;
  return claims
    .filter((claim) => isDecidable(claim, evidence) && (!asked || asked.includes(claim.id)))
    .map((claim) => ({ claim, decision: decideClaim(claim, evidence) }));
}
