/** The decisions by name, so that a claim reads as its rule. */
import type { Decision } from '../model/claim.ts';

export function supported(sentence: string): Decision {
  return { verdict: 'supported', sentence };
}

/** `holdsWhere`: the conditions under which it does hold, where both were observed. */
export function refuted(sentence: string, holdsWhere?: string): Decision {
  return { verdict: 'refuted', sentence, ...(holdsWhere ? { holdsWhere } : {}) };
}

export function unresolved(sentence: string): Decision {
  return { verdict: 'unresolved', sentence };
}

/** Supported or refuted by a count that is there or not; `sentence` names what was seen. */
export function decideBy(holds: boolean, sentence: string): Decision {
  return holds ? supported(sentence) : refuted(sentence);
}
