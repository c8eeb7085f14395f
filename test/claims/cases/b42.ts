/** Evidence for B42: faults of writing again, without a fork and after one. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fork/bill';
const stores = 4096;

function bill(storeFaults: number) {
  return trials(3, { facts: { stores, storeFaults }, phases: { store: { durationNs: 1000 * storeFaults } } });
}

function bills(withoutFork: number, gone: number): ClaimCases['supports'] {
  return evidence({
    [stage]: { 'no-fork': bill(withoutFork), 'child-gone': bill(gone), 'child-alive': bill(stores) },
  });
}

export const cases: ClaimCases = {
  supports: bills(0, 0),
  refutes: bills(0, stores),
  missing: evidence({ [stage]: { 'no-fork': bill(0) } }),
  notEngaged: bills(stores, stores),
  undecided: [bills(0, stores / 4)],
};
