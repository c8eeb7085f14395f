/** Evidence for A02, four faces of it. */
import { type ClaimCases, evidence, type Read, trials } from '../constructed.ts';

const shared = { stores: 32, storesSeen: 32, writes: 32, untouchedSeen: 32, loadedSeen: 32, storedSeen: 32 };
const own = { ...shared, storesSeen: 0, storedSeen: 0 };

function seen(ofShared: Read['facts'], ofPrivate: Read['facts'] = own): ClaimCases['supports'] {
  const as = (facts: Read['facts']) => trials(3, { facts: facts ?? {} });
  return evidence({
    'file-mappings/coherence': {
      shared: as(ofShared),
      private: as(ofPrivate),
      'memfd shared': as(ofShared),
      'memfd private': as(own),
    },
  });
}

export const cases: ClaimCases = {
  supports: seen(shared),
  refutes: seen(shared, { ...own, storesSeen: 1 }),
  missing: evidence({ 'file-mappings/coherence': 'the folder is read-only' }),
  notEngaged: seen({ ...shared, stores: 0, storesSeen: 0 }),
};
