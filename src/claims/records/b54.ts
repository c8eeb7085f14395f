/** B54: a file just written demonstrates demand paging. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'demand-paging/mapping';

export const b54: Claim = {
  id: 'B54',
  title: 'a newly created file demonstrates demand paging',
  statement: 'The pages of a file that was just written are loaded one by one as its mapping is touched.',
  source: ['tutorials'],
  prediction: 'No page of the file is in memory before the mapping is touched. All of them refute it.',
  mechanism:
    'write copies into pages of the page cache, and there they stay, dirty at first. Mapping the file finds all of them: touching ' +
    'takes minor faults that only fill page tables, and nothing is loaded. To see loading the pages must go to the device first ' +
    '(fsync) and then be dropped (POSIX_FADV_DONTNEED): dirty pages are not dropped.',
  caveats: ['Under memory pressure pages may have left the cache by the time they are looked for.'],
  needs: [stage],
  decide(evidence) {
    const fresh = armOf(evidence, stage, 'fresh');
    const cold = armOf(evidence, stage, 'cold');
    const pages = fresh.fact('pages');
    requireEngaged(cold.most('residentBefore') < pages, 'mincore calls pages resident that were dropped');
    const resident = fresh.least('residentBefore');
    const sentence = `${formatCount(resident)} of ${formatCount(pages)} pages of a file just written were in memory before it was mapped`;
    if (resident === pages) return refuted(sentence);
    return fresh.most('residentBefore') === 0 ? supported(sentence) : unresolved(sentence);
  },
};
