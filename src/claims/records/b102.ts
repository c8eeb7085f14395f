/** B102: switching huge pages off is safe advice for any database. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatRatio } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { chasedBytes, chaseRatio, chaseStage, leastGain } from '../chase-ratio.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const sparseStage = 'huge-pages/sparse';

/** How many times as much is resident with huge pages where memory is written sparsely. */
function bloat(evidence: Evidence): number {
  const huge = armOf(evidence, sparseStage, 'huge pages');
  requireEngaged(huge.least('hugeBytes') > 0, 'advised memory was given no huge page');
  return huge.median('rssGrownBytes') / armOf(evidence, sparseStage, 'small pages').median('rssGrownBytes');
}

export const b102: Claim = {
  id: 'B102',
  title: 'switching huge pages off never hurts a database',
  statement: 'Whatever a database does with its memory, it is no slower with huge pages switched off.',
  source: ['netdata guides for Redis and MongoDB', 'against it: MongoDB 8.0, which recommends huge pages'],
  prediction:
    'Neither of two ways in which databases use memory is slower with small pages. Random reads of a large store that take at ' +
    'least 2 per cent longer refute it.',
  mechanism:
    'Random reads of a store far larger than the TLB covers gain by huge pages; a store written sparsely pays for them with memory. ' +
    'The reason first given for the advice, copying 2 MiB for each write after a fork, is gone: since Linux 5.8 a write copies 4 KiB.',
  caveats: [
    'These are two patterns, not databases: measure your own program, with PR_SET_THP_DISABLE and without.',
    'Stalls for compaction, where memory is fragmented and defrag is set to "always", are not provoked here.',
    'The allocator decides much: one that gives single pages back splits huge ones.',
  ],
  needs: [chaseStage, sparseStage],
  decide(evidence) {
    const ratio = chaseRatio(evidence);
    const times = bloat(evidence);
    const sentence =
      `random reads of ${formatBytes(chasedBytes(evidence))} took ${inWords(ratio)} times as long in small pages; ` +
      `memory written sparsely was ${formatRatio(times)} times as large with huge ones`;
    const side = sideOf(ratio, leastGain);
    if (side === 'neither') return unresolved(sentence);
    if (side === 'below') return supported(sentence);
    return refuted(sentence, times > 2 ? 'memory is written sparsely' : undefined);
  },
};
