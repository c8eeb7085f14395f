/** B57: a private mapping is a snapshot. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/coherence';

export const b57: Claim = {
  id: 'B57',
  title: 'a private file mapping is a snapshot',
  statement: 'A private mapping of a file does not show what is written to the file later.',
  source: ['folklore', 'mmap(2), which leaves it open'],
  prediction: 'No page of a private mapping shows a later write. One that does refutes it.',
  mechanism:
    'Private means that stores are one’s own, not that the file stands still. Until a page is stored to, the mapping shows the page ' +
    'of the page cache, the same that write changes, even where the page had been read before. Only the copy made by a store is frozen.',
  caveats: [
    'A file replaced by rename is another file: the mapping keeps the old one. That is how editors and package managers avoid this.',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = ['private', 'memfd private'].map((name) => armOf(evidence, stage, name));
    const sum = (name: string): number =>
      arms.flatMap((arm) => arm.facts(name)).reduce((total, count) => total + count, 0);
    const writes = sum('writes');
    requireEngaged(
      writes > 0 && sum('loaded') > 0,
      'no page was loaded before, or nothing was written after',
    );
    const [untouched, loaded, stored] = [sum('untouchedSeen'), sum('loadedSeen'), sum('storedSeen')];
    return decideBy(
      untouched + loaded + stored === 0,
      `later writes showed in ${formatCount(untouched)} of ${formatCount(writes)} untouched pages, ${formatCount(loaded)} of ` +
        `${formatCount(writes)} read before, and ${formatCount(stored)} of ${formatCount(writes)} stored to before`,
    );
  },
};
