/** B02: freeing a mapped block moves the threshold. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireGlibc, wasMapped } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const bisection = 'threshold/bisection';
const cycles = 'threshold/cycles';
/** From the smallest mapped request to its chunk: the most that a header and rounding add. */
const chunkBytes = 23;
const below = ['block', '31-mib', 'cap'];
const above = ['32-mib', '64-mib'];

/** What contradicts the statement, in words. */
function contradictions(evidence: Evidence): string[] {
  const found: string[] = [];
  for (const arm of below.map((name) => armOf(evidence, cycles, name)))
    if (wasMapped(arm, 1)) found.push(`${formatBytes(arm.fact('sizeBytes'))} was mapped again`);
  for (const arm of above.map((name) => armOf(evidence, cycles, name)))
    if (!wasMapped(arm, 1)) found.push(`${formatBytes(arm.fact('sizeBytes'))} was not mapped again`);
  const after = armOf(evidence, bisection, 'after-free');
  const freedBytes = after.fact('freedBytes');
  const mapped = after.fact('smallestMappedBytes');
  const trim = 2 * (mapped + chunkBytes);
  if (mapped <= freedBytes || mapped > freedBytes + 2 * after.fact('pageBytes'))
    found.push(`after ${formatCount(freedBytes)} bytes were freed, ${formatCount(mapped)} bytes are mapped`);
  if (after.most('keptBytes') >= trim || after.least('trimmedBytes') < trim)
    found.push(
      `${formatCount(after.most('keptBytes'))} free bytes were kept, ${formatCount(after.least('trimmedBytes'))} given back`,
    );
  return found;
}

export const b02: Claim = {
  id: 'B02',
  title: 'freeing moves the mmap threshold, up to 32 MiB',
  statement:
    'Freeing a mapped block of up to 32 MiB raises glibc’s mmap threshold to its size and the trim threshold to twice that.',
  source: ['mallopt(3)', 'glibc, malloc/malloc.c'],
  since: { glibc: '2.5' },
  prediction:
    'The second block of one size comes from the heap up to 32 MiB, and is mapped again above; bisection finds the size ' +
    'that was freed; the heap keeps twice as much before it gives anything back. Any exception refutes it.',
  mechanism:
    'A block that is freed is likely to be wanted again: unmapping it would let the kernel clear and map the same pages each ' +
    'time. So free() of a mapped chunk sets the threshold to the size of the chunk, if that is larger and at most ' +
    'DEFAULT_MMAP_THRESHOLD_MAX, 32 MiB where pointers have 64 bits. The header counts: exactly 32 MiB are above the cap.',
  caveats: ['Only while nobody set one of four parameters (B03). It never falls again.'],
  needs: [bisection, cycles],
  decide(evidence) {
    const after = armOf(evidence, bisection, 'after-free');
    const fresh = armOf(evidence, bisection, 'fresh');
    requireGlibc(after, fresh);
    requireEngaged(
      after.fact('freedWasMmapped') === 1,
      'the block that was freed before had no mapping of its own',
    );
    const found = contradictions(evidence);
    const seen =
      `freeing ${formatCount(after.fact('freedBytes'))} bytes moved the smallest mapped request from ` +
      `${formatCount(fresh.fact('smallestMappedBytes'))} to ${formatCount(after.fact('smallestMappedBytes'))} bytes`;
    if (found.length > 0) return refuted(`${seen}; ${found.join('; ')}`);
    return supported(
      `${seen}; ${formatCount(after.most('keptBytes'))} free bytes were kept, ${formatCount(after.least('trimmedBytes'))} given ` +
        'back; 32 and 64 MiB were mapped again, smaller blocks were not',
    );
  },
};
