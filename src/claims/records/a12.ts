/** A12: glibc maps large blocks, so that there is nothing to choose. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inCycle, requireGlibc, wasMapped } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'threshold/cycles';
const sizes = ['block', '8-mib', '31-mib', '33-mib', '64-mib'];

export const a12: Claim = {
  id: 'A12',
  title: 'glibc maps large blocks, so malloc is as mmap',
  statement: 'With glibc a large block from malloc behaves as one from mmap, because malloc maps it.',
  source: ['the post', 'the GNU C Library manual, Memory-mapped I/O'],
  prediction:
    'Blocks of 1 to 64 MiB, taken and freed three times, are mapped and unmapped each time and take every fault anew. One ' +
    'that comes from the heap, and stays resident after it was freed, refutes it.',
  mechanism:
    'The threshold follows the program: freeing a mapped block of at most 32 MiB raises it to the size of that block, and ' +
    'the trim threshold to twice that. From the second time on such blocks are cut from the brk heap, and what is freed ' +
    'stays there: no system call, no fault, but also nothing given back.',
  caveats: [
    'In the first cycle of a fresh process the statement holds, and above 32 MiB always: the sizes and the single cycle of the post.',
    'Setting any of four tunables stops the threshold from moving (B03).',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = sizes.map((name) => armOf(evidence, stage, name));
    requireGlibc(...arms);
    const touched = armOf(evidence, stage, 'block');
    const size = formatBytes(touched.fact('sizeBytes'));
    const faults = [0, 2].map((cycle) => inCycle(touched, 'touchFaults', cycle)) as [number, number];
    requireEngaged(faults[0] > 0, `the first block of ${size} took no fault when it was touched`);
    const fromHeap = arms.filter((arm) => [0, 1, 2].some((cycle) => !wasMapped(arm, cycle)));
    const always = arms.filter((arm) => !fromHeap.includes(arm));
    const named = (some: typeof arms): string =>
      some.length > 0 ? some.map((arm) => formatBytes(arm.fact('sizeBytes'))).join(', ') : 'none';
    if (fromHeap.length === 0) return supported(`mapped all three times: ${named(arms)}`);
    return refuted(
      `not mapped every time: ${named(fromHeap)}; mapped three times of three: ${named(always)}. Touching ${size} took ` +
        `${formatCount(faults[0])} faults the first time and ${formatCount(faults[1])} the third`,
    );
  },
};
