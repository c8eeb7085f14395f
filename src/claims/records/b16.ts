/** B16: jemalloc cures memory that grows without a leak. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';

const stage = 'allocators/pool';
/** What counts as lower. */
const lower = 1 / 1.2;

const kept = (arm: ArmReadings): string => formatBytes(arm.median('keptBytes'));

export const b16: Claim = {
  id: 'B16',
  title: 'jemalloc fixes memory that grows without a leak',
  statement:
    'Memory that stays resident in a program without a leak (Node with native modules, Ruby) is fragmentation of ' +
    'glibc’s heaps, and preloading jemalloc brings it down.',
  source: ['documentation of sharp', 'issues of node, rails and others'],
  prediction:
    'After the same work of a pool of threads, and of a program with a heap of its own, jemalloc leaves less resident ' +
    'than glibc. A workload in which it leaves as much refutes it.',
  mechanism:
    'glibc keeps, in the arena of each thread, whatever lies below an object that lives on, for ever. jemalloc keeps as ' +
    'much, or more, at first: in caches of threads and as dirty pages of its arenas. It gives those back over ten ' +
    'seconds in which the program goes on allocating. Memory that a program maps for itself, as V8 does for its ' +
    'JavaScript heap, is none of malloc’s: no allocator changes it.',
  caveats: [
    'dirty_decay_ms:0 stands here for the ten seconds of work; the stage pool-after-a-while waits for them (--all).',
    'A limit on arenas (MALLOC_ARENA_MAX, B12) is the other cure, and was lower here than jemalloc at first.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = (name: string): ArmReadings => armOf(evidence, stage, name);
    const [glibc, jemalloc, atOnce] = [arm('glibc'), arm('jemalloc'), arm('jemalloc, giving back at once')];
    const [own, ownJemalloc] = [arm('own heap, glibc'), arm('own heap, jemalloc')];
    requireMallocFrom('libc.so', [glibc, own]);
    requireMallocFrom('libjemalloc', [jemalloc, atOnce, ownJemalloc]);
    const plateau = (of: ArmReadings): number => of.median('plateauBytes');
    const helps = (of: ArmReadings): boolean => of.median('keptBytes') <= lower * glibc.median('keptBytes');
    const helpsOwn = plateau(ownJemalloc) <= lower * plateau(own);
    const sentence =
      `after the work of eight threads glibc kept ${kept(glibc)} (two arenas ${kept(arm('glibc, two arenas'))}), ` +
      `jemalloc ${kept(jemalloc)}, giving back at once ${kept(atOnce)}; a heap of the program’s own stayed at ` +
      `${formatBytes(plateau(ownJemalloc))} of ${formatBytes(plateau(own))}`;
    if (helps(jemalloc) && helps(atOnce) && helpsOwn) return supported(sentence);
    if (helps(jemalloc)) return refuted(sentence, 'the memory is malloc’s, in several threads');
    return refuted(
      sentence,
      helps(atOnce) ? 'the memory is malloc’s, and jemalloc has had time to give it back' : undefined,
    );
  },
};
