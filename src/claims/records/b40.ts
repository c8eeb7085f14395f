/** B40: huge pages inflate the stacks of threads. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy, refuted } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/stacks';

export const b40: Claim = {
  id: 'B40',
  title: 'huge pages inflate thread stacks',
  statement: 'Where huge pages are given to all memory, the stack of each idle thread holds a huge page.',
  source: ['glibc release notes 2.38 (glibc.pthread.stack_hugetlb)'],
  prediction:
    'No stack is excluded from huge pages, and with the mode "always" each holds 2 MiB. Stacks that the kernel excludes (nh in ' +
    'VmFlags), or that stay small with that mode, refute it.',
  mechanism:
    'C libraries map stacks with MAP_STACK. Long without effect, the flag has excluded a mapping from huge pages since Linux 6.7. ' +
    'Before, the first touch of an aligned 2 MiB of a stack brought a whole huge page.',
  caveats: [
    'A stack of the program’s own memory (pthread_attr_setstack) is excluded only if it was mapped so.',
    'Exclusion is decided when the mapping is made: the mode of the machine does not matter to it.',
  ],
  needs: [stage],
  decide(evidence) {
    const own = armOf(evidence, stage, 'stacks of the C library');
    const advised = armOf(evidence, stage, 'stacks advised');
    requireEngaged(
      advised.least('stacksHugeBytes') > 0,
      'not even stacks that ask for huge pages were given one',
    );
    const threads = own.fact('threads');
    const excluded = own.least('excludedStacks');
    const sentence =
      `${formatCount(excluded)} of ${formatCount(threads)} stacks are excluded from huge pages; the largest holds ` +
      `${formatBytes(own.most('largestStackRssBytes'))}, where stacks that ask for huge pages hold ` +
      `${formatBytes(advised.median('largestStackRssBytes'))}`;
    if (excluded === threads) return refuted(sentence);
    const modes = own.texts('thpMode');
    requireEngaged(
      modes.every((mode) => mode === 'always'),
      `huge pages are set to '${modes[0]}': memory that does not ask has none`,
    );
    return decideBy(own.least('stacksRssBytes') >= threads * evidence.machine.hugePageSizeBytes, sentence);
  },
};
