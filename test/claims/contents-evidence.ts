/** What blocks of malloc held and had resident, as the scenario malloc-contents reports it. */
import type { ArmEvidence } from '../../src/model/claim.ts';
import { type Read, trials } from './constructed.ts';

export const sizeBytes = 4 * 2 ** 20;
export const pages = sizeBytes / 4096;

/** Three trials of a fresh block that nobody touched, but for what `facts` say. */
export function contents(facts: Read['facts'] = {}): ArmEvidence {
  return trials(3, {
    facts: {
      sizeBytes,
      pages,
      pageBytes: 4096,
      glibcMalloc: 1,
      reused: 0,
      obtainAnonymousBytes: 8192,
      touchAnonymousBytes: 0,
      touchFaults: 0,
      otherBytes: 0,
      ...facts,
    },
  });
}
