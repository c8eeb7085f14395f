/** B01: glibc maps from 128 KiB on. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireGlibc, wasMapped } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const bisection = 'threshold/bisection';
const cycles = 'threshold/cycles';
const documentedBytes = 128 * 1024;
/** The header and what rounds a chunk up: how far below the documented size the first mapped request may lie. */
const headerBytes = 64;

export const b01: Claim = {
  id: 'B01',
  title: 'malloc uses mmap from 128 KiB on',
  statement: 'glibc serves requests of 128 KiB and more by mmap, and smaller ones from the heap.',
  source: ['malloc(3)', 'mallopt(3)'],
  prediction:
    'Bisection finds 131,072 bytes, less a header, whatever happened before. Another boundary, or a larger request that ' +
    'is not mapped, refutes it.',
  mechanism:
    'The threshold is compared with the chunk: the request and 8 bytes, rounded up to 16. So 131,049 bytes are the first. It ' +
    'is looked at only when the heap must grow: a request that fits the free end of the heap, 128 KiB after every growth, ' +
    'is cut from it. And it moves: freeing a mapped block raises it to the size of that block.',
  caveats: ['The figure is for 64-bit glibc; M_MMAP_THRESHOLD and glibc.malloc.mmap_threshold set another.'],
  needs: [bisection, cycles],
  decide(evidence) {
    const fresh = armOf(evidence, bisection, 'fresh');
    const after = armOf(evidence, bisection, 'after-free');
    const roomy = armOf(evidence, cycles, '128-kib-room-left');
    requireGlibc(fresh, after, roomy);
    requireEngaged(
      after.fact('freedWasMmapped') === 1,
      'the block that was freed before had no mapping of its own',
    );
    const first = fresh.fact('smallestMappedBytes');
    const later = after.fact('smallestMappedBytes');
    const near = first <= documentedBytes && first > documentedBytes - headerBytes;
    const seen =
      `the smallest request that was mapped had ${formatCount(first)} bytes, ${formatCount(later)} after a larger block was ` +
      `freed; with room at the end of the heap 131,072 bytes were ${wasMapped(roomy, 0) ? 'mapped' : 'not mapped'}`;
    if (near && later === first && wasMapped(roomy, 0)) return supported(seen);
    return refuted(seen, near ? 'no mapped block was freed yet, and the heap has no room left' : undefined);
  },
};
