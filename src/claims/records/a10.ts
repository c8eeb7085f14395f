/** A10: mmap lets a parent and its children share memory. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'sharing/visibility';

/** The fewest pages, of both directions and all trials, in which one process read what the other had stored. */
const leastSeen = (arm: ArmReadings): number =>
  Math.min(arm.least('seenByParentPages'), arm.least('seenByChildPages'));
const mostSeen = (arm: ArmReadings): number =>
  Math.max(arm.most('seenByParentPages'), arm.most('seenByChildPages'));

export const a10: Claim = {
  id: 'A10',
  title: 'mmap shares memory between parent and children',
  statement: 'Through mmap a parent and its children can share memory, which malloc does not offer.',
  source: ['the post', 'mmap(2)', 'fork(2)'],
  prediction:
    'A mark stored by the child in each page of a shared mapping is read by the parent, and the other way round; not one ' +
    'mark gets through memory from malloc. A mark lost in the first or seen in the second refutes it.',
  mechanism:
    'The pages of a MAP_SHARED mapping belong to an object of the kernel (a file, or one without a name for anonymous ' +
    "memory): parent and child map the same object. Private memory, malloc's with it, belongs to the process: a fork leaves " +
    'both with the same frames, write-protected, and the first store of either gets a copy of its own.',
  caveats: [
    'Only MAP_SHARED shares: a private anonymous mapping, which the post measures, diverges as memory from malloc does.',
    'Nothing of it survives an execve. A program that is executed needs the descriptor (memfd, /dev/shm, a file).',
    'Stores are seen at once; that they are complete and in order is for a lock, an atomic or a futex in the same memory to say.',
  ],
  needs: [stage],
  decide(evidence) {
    const shared = armOf(evidence, stage, 'shared-anonymous');
    const memfd = armOf(evidence, stage, 'memfd');
    const own = [armOf(evidence, stage, 'malloc'), armOf(evidence, stage, 'private')];
    const pages = shared.fact('pages');
    const met = [shared, memfd, ...own].every((arm) => arm.least('childHasIt') === 1);
    requireEngaged(met && pages > 0, 'the child did not find the memory of its parent');
    const through = Math.min(leastSeen(shared), leastSeen(memfd));
    const leaked = Math.max(...own.map(mostSeen));
    const seen =
      `${formatCount(through)} of ${formatCount(pages)} marks were seen each way through MAP_SHARED, ` +
      `${formatCount(leaked)} through malloc and private mappings`;
    return decideBy(through === pages && leaked === 0, seen + overExec(evidence));
  },
};

function overExec(evidence: Parameters<Claim['decide']>[0]): string {
  if (!hasArm(evidence, stage, 'memfd-exec') || !hasArm(evidence, stage, 'shared-anonymous-exec')) return '';
  const given = leastSeen(armOf(evidence, stage, 'memfd-exec'));
  const kept = armOf(evidence, stage, 'shared-anonymous-exec').most('childHasIt');
  return `; over exec ${formatCount(given)} through a memfd's descriptor, and the mapping itself was ${kept ? 'kept' : 'gone'}`;
}
