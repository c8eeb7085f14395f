/** Evidence for B15: times of four workloads under glibc and under jemalloc. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

const phases = { cycles: 'later', 'large-cycles': 'later', churn: 'churn', 'hand-over': 'hand-over' };

function times(factorOf: (stage: string) => number, mallocFrom = 'libjemalloc.so.2'): ClaimCases['supports'] {
  const stages = Object.entries(phases).map(([stage, phase]) => [
    `allocators/${stage}`,
    {
      glibc: timesAround(15, phase, 1e6, { texts: { mallocFrom: 'libc.so.6' } }),
      jemalloc: timesAround(15, phase, 1e6 * factorOf(stage), { texts: { mallocFrom } }),
    },
  ]);
  return evidence(Object.fromEntries(stages));
}

export const cases: ClaimCases = {
  supports: times(() => 0.5),
  refutes: times((stage) => (stage === 'cycles' ? 3 : 0.5)),
  missing: evidence({ 'allocators/cycles': { glibc: timesAround(15, 'later', 1e6) } }),
  notEngaged: times(() => 1, 'libc.so.6'),
  undecided: [times((stage) => (stage === 'cycles' ? 1 : 0.5))],
};
