/** B45: RSS cannot be added up over processes, PSS can. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'sharing/resident';

export const b45: Claim = {
  id: 'B45',
  title: 'RSS added up counts shared pages twice; PSS does not',
  statement:
    'Added up over processes, RSS counts a shared page once for each of them, and PSS once for all together.',
  source: ['proc filesystem, kernel documentation'],
  prediction:
    'Four processes that have touched the same mapping add up to four times its size in RSS, and to its size in PSS. A sum ' +
    'of RSS near the size, or a sum of PSS that is not, refutes it.',
  mechanism:
    'RSS counts the entries of a process that lead to a page. PSS divides each page by the number of processes that map it, ' +
    'so that the shares of all add up to the page.',
  caveats: [
    'A process must have touched a shared page to have it in either: what it only could reach is in neither.',
    'PSS has to walk the page tables: reading smaps_rollup takes time in proportion to the resident size.',
    'PSS changes when another process comes or goes. What would be freed with a process is its private part (USS).',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, '4-processes');
    const [size, processes] = [arm.fact('mappedBytes'), arm.fact('processes')];
    const each = arm.lists('rssBytes').flat();
    requireEngaged(
      processes > 1 && each.every((bytes) => bytes === size),
      `${formatBytes(Math.min(...each))} of ${formatBytes(size)} were resident in a process`,
    );
    const [rss, pss] = [arm.median('rssSumBytes'), arm.median('pssSumBytes')];
    const near = (bytes: number, expected: number): boolean => Math.abs(bytes - expected) <= expected / 100;
    return decideBy(
      near(rss, processes * size) && near(pss, size),
      `${formatBytes(size)} mapped by ${formatCount(processes)} processes: RSS adds up to ${formatBytes(rss)}, PSS to ${formatBytes(pss)}`,
    );
  },
};
