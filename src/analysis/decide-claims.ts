/** The claims that a run can decide, decided. */
import { claims, decideClaim } from '../claims/index.ts';
import type { Claim, Decision, Evidence } from '../model/claim.ts';
import type { Analysis } from './analysis.ts';
import { evidenceOf } from './evidence.ts';

/** A claim with its decision. */
export type DecidedClaim = { readonly claim: Claim; readonly decision: Decision };

function isAsked(claim: Claim, evidence: Evidence): boolean {
  return claim.needs.every((need) => evidence.stages[need] !== undefined);
}

/** Every claim whose stages were all part of the run, in the order of the catalogue. */
export function decideClaims(analysis: Analysis): DecidedClaim[] {
  const evidence = evidenceOf(analysis);
  return claims
    .filter((claim) => isAsked(claim, evidence))
    .map((claim) => ({ claim, decision: decideClaim(claim, evidence) }));
}
