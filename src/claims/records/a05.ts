/** A05: the heap grows by the program break. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireGlibc } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'threshold/heap';

const moved = (arm: ArmReadings): boolean => arm.least('breakBytes') >= arm.fact('requestedBytes');

export const a05: Claim = {
  id: 'A05',
  title: 'the heap grows by moving the program break',
  statement: 'The memory that malloc hands out in small blocks grows by moving the program break.',
  source: ['the post', 'brk(2)', 'malloc(3)'],
  prediction:
    'A megabyte in small blocks moves the break by a megabyte, and all blocks lie below it. Blocks while the break stays ' +
    'where it was refute it.',
  mechanism:
    'The main arena of glibc extends its end by brk, 128 KiB more than asked for, in whole pages. Where the break cannot ' +
    'move, because a mapping stands in its way, it goes on in a mapping of 1 MiB. Every other thread has an arena in a ' +
    'mapping reserved as a whole and made accessible as it grows. glibc.malloc.hugetlb=2 gives up brk altogether.',
  caveats: [
    'musl uses the break for its own records alone; mimalloc and jemalloc do not move it, tcmalloc does.',
  ],
  needs: [stage],
  decide(evidence) {
    const main = armOf(evidence, stage, 'main');
    const thread = armOf(evidence, stage, 'thread');
    const blocked = armOf(evidence, stage, 'blocked');
    requireGlibc(main, thread, blocked);
    requireEngaged(thread.fact('inThread') === 1, 'the second thread was none');
    requireEngaged(
      blocked.fact('breakRefused') === 1,
      'the break could move although a mapping was put above it',
    );
    const asked = formatBytes(main.fact('requestedBytes'));
    const by = `${asked} in small blocks moved the break of the main thread by ${formatBytes(main.median('breakBytes'))}`;
    if (!moved(main)) return refuted(by);
    const others: [string, ArmReadings][] = [
      ['in a second thread', thread],
      ['with a mapping right above it', blocked],
    ];
    if (hasArm(evidence, stage, 'hugetlb'))
      others.push(['with hugetlb=2', armOf(evidence, stage, 'hugetlb')]);
    const still = others.filter(([, arm]) => arm.most('breakBytes') === 0 && arm.most('mappedBytes') > 0);
    if (still.length === 0) return supported(`${by}, and in every other case, too`);
    const where = still.map(([name]) => name).join(', ');
    return refuted(
      `${by}; it did not move at all ${where}: the blocks came from mappings`,
      'the main thread asks, and nothing stands in the way of the break',
    );
  },
};
