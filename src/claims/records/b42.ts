/** B42: the only penalty of fork is the copying of page tables. */
import type { Claim } from '../../model/claim.ts';
import { formatCount, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'fork/bill';

export const b42: Claim = {
  id: 'B42',
  title: "fork's only penalty is copying page tables",
  statement:
    'All that a fork costs the parent is the copying of its page tables and the making of the child.',
  source: ['fork(2), notes'],
  prediction:
    'Where the child has left at once, the parent writes its memory again without a fault, as if there had been no fork. ' +
    'A fault a page refutes it.',
  mechanism:
    'To notice the first write, fork takes the right to write away from every private page, in parent and child. Each page ' +
    'that the parent writes afterwards faults once. While the child still has the page it is copied; where the child has ' +
    'gone the fault only gives the right back, but it is a fault all the same.',
  caveats: [
    'The bill comes by page written, not by page forked: what is only read costs the parent nothing.',
    'vfork and posix_spawn do not take the right away: nothing is to be paid after them.',
    'With huge pages there is one fault per 2 MiB where the child has gone.',
  ],
  needs: [stage],
  decide(evidence) {
    const control = armOf(evidence, stage, 'no-fork');
    const gone = armOf(evidence, stage, 'child-gone');
    const alive = armOf(evidence, stage, 'child-alive');
    const stores = gone.fact('stores');
    requireEngaged(
      stores > 0 && control.most('storeFaults') <= stores / 100,
      `without a fork ${formatCount(stores)} stores had ${formatCount(control.most('storeFaults'))} faults`,
    );
    const faults = gone.least('storeFaults');
    const sentence =
      `${formatCount(stores)} pages written again: ${formatCount(control.most('storeFaults'))} faults without a fork, ` +
      `${formatCount(faults)} with the child gone, ${formatCount(alive.least('storeFaults'))} while it lived ` +
      `(${[control, gone, alive].map((arm) => formatDuration(arm.ns('store'))).join(', ')})`;
    if (gone.most('storeFaults') <= stores / 100) return supported(sentence);
    return faults >= stores / 2 ? refuted(sentence) : undecided(sentence);
  },
};
