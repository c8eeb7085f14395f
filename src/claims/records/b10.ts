/** B10: glibc makes further arenas when it detects contention. */
import type { Claim } from '../../model/claim.ts';
import { formatCount, formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'allocators/arenas';

export const b10: Claim = {
  id: 'B10',
  title: 'glibc makes arenas when threads contend for one',
  statement: 'glibc makes a further arena only when it detects that threads contend for a lock.',
  source: ['malloc(3), NOTES', 'articles of distributors'],
  since: { glibc: '2.15' },
  prediction:
    'Threads that allocate one after another, never two at once, all share the first arena. An arena more refutes it.',
  mechanism:
    'A thread that calls malloc for the first time gets an arena of its own, as long as there are fewer than the limit ' +
    '(8 for each processor): no lock is tried before. Contention plays no part until the limit is reached; then ' +
    'threads share, and a busy lock makes one look at the next arena.',
  caveats: [
    'The sentence of the manual page is from before arenas of threads (the default since glibc 2.15).',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'four threads in turn');
    requireMallocFrom('libc.so', [arm]);
    const threads = arm.least('threads');
    requireEngaged(threads >= 2, `${formatNumber(threads, 'thread')} could be started`);
    const arenas = arm.fact('arenas');
    return decideBy(
      arenas === 1,
      `${formatNumber(threads, 'thread')}, each of which allocated once and alone, led to ${formatCount(arenas)} arenas (the first one counted)`,
    );
  },
};
