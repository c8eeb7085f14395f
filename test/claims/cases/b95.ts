/** Evidence for B95, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const total = 32 * 2 ** 20;
const buffer = 20 * 2 ** 20;

function heap(part: number, facts: Readonly<Record<string, number>> = {}) {
  const sizes = { heapTotalBytes: part * total, heapUsedBytes: (part * total) / 2 };
  const absent = { allocatorMapped: 0, bufferBytes: buffer, breakGrowthBytes: 0 };
  return trials(3, { facts: { ...absent, ...sizes, ...facts } });
}

function heaps(jemalloc: ReturnType<typeof heap>, breakGrowthBytes = buffer): ClaimCases['supports'] {
  const threshold = heap(1, { breakGrowthBytes });
  return evidence({ 'node-memory/objects': { malloc: heap(1), threshold, jemalloc } });
}

export const cases: ClaimCases = {
  supports: heaps(heap(0.5, { allocatorMapped: 1 })),
  refutes: heaps(heap(1.004, { allocatorMapped: 1 })),
  missing: evidence({ 'node-memory/objects': 'Node is not there' }),
  notEngaged: heaps(heap(0.5), 0),
  undecided: [heaps(heap(1.15, { allocatorMapped: 1 }))],
};
