/** B28: locked memory takes no faults. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/locked';
const stray = 4;

export const b28: Claim = {
  id: 'B28',
  title: 'locked memory takes no faults',
  statement: 'Once mlock has returned, no access to the range faults any more.',
  source: ['mlock(2)'],
  prediction:
    'No faults in a write of every locked page, before or after a fork. One fault a page refutes it.',
  mechanism:
    'mlock brings every page and keeps reclaim from it. It does not keep the pages private: fork marks them read-only in parent ' +
    'and child, so that the parent’s next write to each takes a fault and a copy. The child inherits no lock.',
  caveats: [
    'Locked pages may still be moved (compaction, NUMA balancing), and be faulted on for that.',
    'MADV_DONTFORK on the range, or forking before locking, keeps it free of faults.',
    'Unprivileged users may lock what RLIMIT_MEMLOCK allows.',
  ],
  needs: [stage],
  decide(evidence) {
    const [locked, plain] = [armOf(evidence, stage, 'locked'), armOf(evidence, stage, 'not-locked')];
    const pages = locked.fact('pages');
    const bytes = locked.least('lockedBytes');
    requireEngaged(bytes > 0 && locked.least('residentPages') === pages, `${formatBytes(bytes)} were locked`);
    requireEngaged(plain.faults('touch') >= pages, 'memory that was not locked took no faults either');
    const [before, after] = [locked.faults('touch'), locked.faults('touch-after-fork')];
    const sentence =
      `writing ${formatCount(pages)} locked pages took ${formatCount(before)} faults, and ${formatCount(after)} after a fork; the ` +
      `child had ${formatBytes(locked.most('childLockedBytes'))} locked`;
    if (before > stray) return refuted(sentence);
    return after > stray ? refuted(sentence, 'the process does not fork') : supported(sentence);
  },
};
