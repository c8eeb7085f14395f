/** B20: large blocks are page aligned. */
import type { Claim } from '../../model/claim.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { wasMapped } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'threshold/cycles';
const libraries = ['musl', 'jemalloc', 'mimalloc', 'tcmalloc'];

const offsets = (arm: ArmReadings): number[] => arm.lists('offsetInPage').flat();
const isAligned = (arm: ArmReadings): boolean => offsets(arm).every((offset) => offset === 0);

/** `libc (0x10)`; several offsets: the smallest and the largest. */
function named(name: string, arm: ArmReadings): string {
  const [least, most] = [Math.min(...offsets(arm)), Math.max(...offsets(arm))];
  const hex = (offset: number): string => `0x${offset.toString(16)}`;
  return `${name} (${least === most ? hex(least) : `${hex(least)} to ${hex(most)}`})`;
}

export const b20: Claim = {
  id: 'B20',
  title: 'large malloc blocks are page aligned',
  statement: 'A large block from malloc begins at a page boundary.',
  source: ['common belief; contradicted in comparisons of malloc and mmap'],
  prediction:
    'The address of every block of 1 and 64 MiB is a multiple of the page size. One that is not refutes it.',
  mechanism:
    'glibc and musl put a header before the block: the mapping begins at a page, the block 16 or more bytes later. jemalloc ' +
    'shifts large blocks by a random number of cache lines, so that they do not all fall on the same sets of the cache. ' +
    'mimalloc and tcmalloc keep their records elsewhere, and their large blocks are aligned.',
  caveats: ['Who needs an aligned block asks for it: aligned_alloc, posix_memalign, or mmap.'],
  needs: [stage],
  decide(evidence) {
    const own: [string, ArmReadings][] = [
      ['1 MiB of this C library', armOf(evidence, stage, 'block')],
      ['64 MiB of it', armOf(evidence, stage, '64-mib')],
    ];
    requireEngaged(wasMapped(own[1]![1], 0), 'not even 64 MiB were mapped');
    const others = libraries
      .filter((name) => hasArm(evidence, stage, name))
      .map((name): [string, ArmReadings] => [name, armOf(evidence, stage, name)])
      .filter(([, arm]) => arm.all.some(({ readings }) => readings?.lists.offsetInPage));
    const all = [...own, ...others];
    const shifted = all.filter(([, arm]) => !isAligned(arm));
    const aligned = all.filter(([, arm]) => isAligned(arm)).map(([name]) => name);
    if (shifted.length === 0) return supported(`at a page boundary: ${aligned.join(', ')}`);
    const list = shifted.map(([name, arm]) => named(name, arm)).join(', ');
    return refuted(
      `not at a page boundary: ${list}${aligned.length > 0 ? `; aligned: ${aligned.join(', ')}` : ''}`,
    );
  },
};
