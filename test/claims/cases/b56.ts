/** Evidence for B56, four faces of it. */
import { type ClaimCases, evidence, type Read, trials } from '../constructed.ts';

const promised = {
  sigbus: 7,
  fileBytes: 5120,
  mappedBytes: 16_384,
  insideSignal: 0,
  lastPageSignal: 0,
  beyondSignal: 7,
  cutBytes: 0,
  cutSignal: 7,
};

function touched(facts: Read['facts'] = {}): ClaimCases['supports'] {
  return evidence({
    'file-mappings/lifetime': { 'end of file': trials(3, { facts: { ...promised, ...facts } }) },
  });
}

export const cases: ClaimCases = {
  supports: touched(),
  refutes: touched({ beyondSignal: 11 }),
  missing: evidence({ 'file-mappings/lifetime': {} }),
  notEngaged: touched({ insideSignal: 7 }),
};
