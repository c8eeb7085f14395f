/** B64: a container's limit makes malloc fail. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireLimit } from '../limited-arm.ts';

const stage = 'limits/cgroup';

export const b64: Claim = {
  id: 'B64',
  title: 'a container’s limit makes malloc fail',
  statement: 'In a container with a memory limit, malloc returns NULL when the limit would be exceeded.',
  source: ['a common expectation of containers'],
  prediction:
    'malloc of three times the limit returns NULL. A pointer, and a kill when it is written, refutes it.',
  mechanism:
    'A cgroup is charged page by page when pages are touched, not when addresses are handed out: malloc asks for addresses ' +
    'alone. At the limit the kernel reclaims what it can, and when nothing is left it kills a process of the cgroup with ' +
    'SIGKILL. There is no error to handle.',
  caveats: [
    'RLIMIT_AS, unlike the cgroup, does make malloc fail, and counts addresses.',
    'With swap, or memory.high in version 2, the process is slowed down before it is killed.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'malloc');
    const limit = requireLimit(arm);
    const asked = formatBytes(arm.fact('sizeBytes'));
    if (arm.most('granted') === 0)
      return supported(`malloc of ${asked} returned NULL under a limit of ${formatBytes(limit)}`);
    const done = formatBytes(arm.median('doneBytes'));
    const granted = `under a limit of ${formatBytes(limit)} malloc granted ${asked}`;
    if (arm.least('granted') === 0) return unresolved(`${granted} in some trials alone`);
    if (arm.least('signal') > 0)
      return refuted(
        `${granted}; the process was killed by signal ${arm.fact('signal')} after it had written ${done}`,
      );
    return refuted(`${granted}, and ${done} of it could be written`);
  },
};
