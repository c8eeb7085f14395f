/** B09: realloc copies large blocks. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireGlibc } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'growth/once';
const libraries = ['musl', 'jemalloc', 'mimalloc', 'tcmalloc'];

/** A copy into fresh memory takes a fault for every page of the old block; moved page tables take none. */
const copied = (arm: ArmReadings): boolean => arm.faults('grow') >= arm.fact('oldPages') / 2;

/** Where a copy was seen, in words. */
function copiers(evidence: Evidence): string {
  const boxed = hasArm(evidence, stage, 'realloc-boxed-in')
    ? armOf(evidence, stage, 'realloc-boxed-in')
    : undefined;
  const names = libraries.filter(
    (name) => hasArm(evidence, stage, name) && copied(armOf(evidence, stage, name)),
  );
  if (boxed && copied(boxed)) names.unshift('glibc in the heap with a block right behind');
  return names.length > 0 ? `; copied by ${names.join(', ')}` : '';
}

export const b09: Claim = {
  id: 'B09',
  title: 'realloc copies large blocks',
  statement: 'Growing a large block by realloc costs a copy of its contents.',
  source: ['common belief'],
  prediction:
    'realloc of a mapped block takes a fault for every page that it held, as malloc, memcpy and free do. Hardly any faults, ' +
    'with the contents in place, refute it.',
  mechanism:
    'glibc grows a block that has its own mapping by mremap: the kernel moves the entries of the page table, and no byte. A ' +
    'block at the end of the heap grows where it is. Only a block with a neighbour behind it in the heap is copied.',
  caveats: [
    'The dynamic threshold can put later large blocks into the heap, where they may be boxed in (A12).',
    'Other libraries keep large blocks in regions of their own and do copy.',
  ],
  needs: [stage],
  decide(evidence) {
    const copy = armOf(evidence, stage, 'copy');
    const realloc = armOf(evidence, stage, 'realloc');
    requireGlibc(realloc);
    requireEngaged(realloc.fact('mmapped') === 1, 'the block that grew had no mapping of its own');
    requireEngaged(copied(copy), `the copy itself took ${formatCount(copy.faults('grow'))} faults`);
    const faults = realloc.faults('grow');
    const pages = realloc.fact('oldPages');
    const seen =
      `realloc of a mapped block of ${formatCount(pages)} pages took ${formatCount(faults)} faults, malloc, memcpy and free ` +
      `${formatCount(copy.faults('grow'))}${copiers(evidence)}`;
    requireEngaged(realloc.most('wrongNumbers') === 0, 'the contents were not there after realloc');
    if (copied(realloc)) return supported(seen);
    return faults <= pages / 10 ? refuted(seen) : unresolved(seen);
  },
};
