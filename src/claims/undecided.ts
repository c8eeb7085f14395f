/** Ways out of a decision: evidence that is not there, or does not allow a verdict. Caught by decideClaim. */

/** Thrown by the readers of evidence; becomes the decision. */
export class Undecided extends Error {
  readonly verdict: 'unresolved' | 'unavailable';

  constructor(verdict: 'unresolved' | 'unavailable', sentence: string) {
    super(sentence);
    this.verdict = verdict;
  }
}

/** The manipulation check: a treatment must have been seen to act before anything is concluded from it. */
export function requireEngaged(engaged: boolean, howSeen: string): void {
  if (!engaged) throw new Undecided('unresolved', `treatment did not engage: ${howSeen}`);
}

/** Ends the decision: the evidence is there and does not decide. */
export function undecided(sentence: string): never {
  throw new Undecided('unresolved', sentence);
}
