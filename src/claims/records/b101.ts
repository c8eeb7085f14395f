/** B101: dropping caches needs root. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'demand-paging/mapping';

export const b101: Claim = {
  id: 'B101',
  title: 'testing with a cold cache needs root',
  statement: 'Only root can drop the cached pages of a file, by /proc/sys/vm/drop_caches.',
  source: ['practice'],
  prediction:
    'Without root the pages of a file stay in memory after fsync and POSIX_FADV_DONTNEED. None left refutes it.',
  mechanism:
    'drop_caches empties the cache of the whole machine and needs root. POSIX_FADV_DONTNEED drops the pages of one open file: those ' +
    'that are clean, and that no process has mapped. fsync makes them clean.',
  caveats: [
    'Pages that another program has mapped stay. Verify by mincore rather than believe it.',
    'The cache of the device, of the host of a virtual machine, or of a network server is not dropped by either.',
  ],
  needs: [stage],
  decide(evidence) {
    const fresh = armOf(evidence, stage, 'fresh');
    const dropped = armOf(evidence, stage, 'cold, not root');
    const pages = dropped.fact('pages');
    requireEngaged(dropped.least('userId') !== 0, 'the pages were dropped by root');
    requireEngaged(fresh.least('residentBefore') > 0, 'no page was in memory in the first place');
    const [least, most] = [dropped.least('residentBefore'), dropped.most('residentBefore')];
    const sentence = `${formatCount(most)} of ${formatCount(pages)} pages were left in memory by a user without rights`;
    if (most === 0) return refuted(sentence);
    return least === pages ? supported(sentence) : unresolved(sentence);
  },
};
