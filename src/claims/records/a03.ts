/** A03: mapping a file reads nothing and uses no memory. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { requireCold } from '../cached-file.ts';
import { refuted, supported } from '../decisions.ts';

const stage = 'demand-paging/mapping';

export const a03: Claim = {
  id: 'A03',
  title: 'a mapped file uses no physical memory at first',
  statement:
    'Mapping a file reads nothing of it, and until it is accessed it takes no physical memory, because of demand paging.',
  source: ['the post', 'mmap(2)'],
  prediction:
    'No page of the file is in memory after mmap, whatever its state and whichever way it is mapped. A page that is there before ' +
    'the first access refutes it as it is worded.',
  mechanism:
    'mmap sets up no page tables and asks nothing of the device: each page is fetched by the fault of its first access. But the ' +
    'pages of a file belong to the page cache, not to the mapping: a file that was just written or read has them already. And ' +
    'MAP_POPULATE, MAP_LOCKED and mlockall(MCL_FUTURE) take all faults before mmap returns. Demand paging is the name of the ' +
    'laziness, not its cause.',
  caveats: [
    'Memory of the page cache is given back under pressure; it counts as available, and is in no RSS before it is mapped.',
  ],
  needs: [stage],
  decide(evidence) {
    const cold = armOf(evidence, stage, 'cold');
    const populated = armOf(evidence, stage, 'map-populate');
    const fresh = armOf(evidence, stage, 'fresh');
    requireCold(cold);
    requireCold(populated);
    const pages = formatCount(cold.fact('pages'));
    const loaded = cold.most('residentMapped');
    const rssBytes = cold.most('mappedRssBytes');
    const plain = `of a cold file ${formatCount(loaded)} of ${pages} pages were in memory after mmap`;
    if (loaded > 0 || rssBytes > 0) return refuted(`${plain}, ${formatCount(rssBytes)} bytes of them mapped`);
    const before = fresh.least('residentBefore');
    const early = populated.least('residentMapped');
    if (before === 0 && early === 0) return supported(`${plain}, just written or populated, too`);
    return refuted(
      `${plain}; but ${formatCount(early)} with MAP_POPULATE, and ${formatCount(before)} of a file just written before it was mapped`,
      'no page of the file is cached and nothing asks for them early (MAP_POPULATE, MAP_LOCKED, mlockall)',
    );
  },
};
