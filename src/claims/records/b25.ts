/** B25: populating reports a lack of memory. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireLimit } from '../limited-arm.ts';

const stage = 'limits/cgroup';

export const b25: Claim = {
  id: 'B25',
  title: 'MADV_POPULATE_WRITE reports a lack of memory',
  statement:
    'MADV_POPULATE_WRITE returns an error where memory is short, so that a program is not killed for it.',
  source: ['madvise(2), which also warns of the kill'],
  since: { kernel: '5.14' },
  prediction:
    'Under a cgroup’s limit the call for three times the limit returns an error. A kill inside the call refutes it.',
  mechanism:
    'The call reports what a fault would have answered with SIGBUS or an error. At a cgroup’s limit a fault has no such answer: the ' +
    'charge is retried while the kernel kills a process of the cgroup, and that is the one that populates.',
  caveats: ['It does report bad addresses, poisoned pages, and a file system without room.'],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'populate');
    const limit = requireLimit(arm);
    const call = `MADV_POPULATE_WRITE of ${formatBytes(arm.fact('sizeBytes'))} under a limit of ${formatBytes(limit)}`;
    if (arm.least('signal') > 0)
      return refuted(
        `${call} did not return: the process was killed by signal ${arm.fact('signal')} (${arm.most('oomKills')} out-of-memory kill)`,
      );
    const errors = arm.facts('errno');
    if (arm.most('signal') === 0 && errors.every((error) => error > 0))
      return supported(`${call} returned errno ${errors[0]}`);
    return unresolved(`${call} was neither refused nor killed in every trial`);
  },
};
