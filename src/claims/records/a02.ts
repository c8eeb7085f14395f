/** A02: loads and stores of a mapping are reads and writes of its file. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/coherence';

function sum(arms: readonly ArmReadings[], name: string): number {
  return arms.flatMap((arm) => arm.facts(name)).reduce((total, count) => total + count, 0);
}

export const a02: Claim = {
  id: 'A02',
  title: 'mmap is memory-mapped file I/O',
  statement: 'Loads and stores through a shared mapping read and write its file, at once and without msync.',
  source: ['the post', 'mmap(2)'],
  prediction:
    'pread sees every store through a shared mapping, every load sees what pwrite wrote, and no store through a private mapping ' +
    'reaches the file. One that differs refutes it.',
  mechanism:
    'A shared mapping and the calls work on the same pages, those of the page cache: there is one copy, so nothing has to be made ' +
    'to agree. msync is about the device, not about who sees what. A private mapping copies a page before the first store to it.',
  caveats: [
    'File systems across a network, and those in user space, may keep caches of their own on each machine.',
    'The post says this of mmap and then measures anonymous memory alone.',
  ],
  needs: [stage],
  decide(evidence) {
    const shared = ['shared', 'memfd shared'].map((name) => armOf(evidence, stage, name));
    const own = ['private', 'memfd private'].map((name) => armOf(evidence, stage, name));
    const [stores, writes] = [sum(shared, 'stores'), 3 * sum(shared, 'writes')];
    requireEngaged(stores > 0 && writes > 0, 'nothing was stored or written');
    const storesSeen = sum(shared, 'storesSeen');
    const seen = ['untouchedSeen', 'loadedSeen', 'storedSeen'].map((name) => sum(shared, name));
    const writesSeen = seen.reduce((total, count) => total + count, 0);
    const leaked = sum(own, 'storesSeen');
    return decideBy(
      storesSeen === stores && writesSeen === writes && leaked === 0,
      `the file showed ${formatCount(storesSeen)} of ${formatCount(stores)} stores, the mapping ${formatCount(writesSeen)} of ` +
        `${formatCount(writes)} writes; ${formatCount(leaked)} stores of private mappings reached the file`,
    );
  },
};
