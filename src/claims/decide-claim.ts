/** From evidence to a decision: whatever ends a decision early becomes its verdict. */
import type { Claim, Decision, Evidence } from '../model/claim.ts';
import { Undecided } from './undecided.ts';

/** Decides the claim. A programming error in a decision passes through: it is no verdict. */
export function decideClaim(claim: Claim, evidence: Evidence): Decision {
  try {
    return claim.decide(evidence);
  } catch (error) {
    if (error instanceof Undecided) return { verdict: error.verdict, sentence: error.message };
    throw error;
  }
}
