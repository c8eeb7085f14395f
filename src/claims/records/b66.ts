/** B66: os.totalmem() is what the program may use. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'node-memory/limit';
const cgroup = 'node-memory/cgroup-limit';

function inCgroup(evidence: Evidence): string {
  if (!hasArm(evidence, cgroup, 'limited')) return '';
  const arm = armOf(evidence, cgroup, 'limited');
  return `; in a cgroup with a limit, ${formatBytes(arm.median('totalBytes'))} and constrainedMemory ${arm.texts('constrainedMemory')[0]}`;
}

export const b66: Claim = {
  id: 'B66',
  title: 'os.totalmem() shows what the program may use',
  statement: 'os.totalmem() is the memory that this process may use.',
  source: ['Node.js documentation, os', 'sizing of caches and workers in practice'],
  prediction:
    'Under a limit of the process os.totalmem() is that limit. If it is larger, while memory within it is refused, it is ' +
    'refuted.',
  mechanism:
    'os.totalmem() is MemTotal of /proc/meminfo: the memory of the machine. Limits of cgroups and of the process ' +
    '(setrlimit) are kept elsewhere. process.constrainedMemory() reads the limit of the cgroup; where there is none, some ' +
    'versions return a number near 2^64, which a cache sized by it takes for room.',
  caveats: [
    'A file system such as lxcfs may show a limit in /proc/meminfo.',
    'This limits the address space, which every process may do to itself; --allow-system-changes shows a cgroup too.',
  ],
  needs: [stage],
  decide(evidence) {
    const [free, limited] = [armOf(evidence, stage, 'unlimited'), armOf(evidence, stage, 'limited')];
    const asked = limited.fact('askedBytes');
    requireEngaged(
      free.least('obtainedBytes') >= asked,
      `${formatBytes(asked)} is refused without a limit, too`,
    );
    requireEngaged(
      limited.most('obtainedBytes') < asked,
      `${formatBytes(asked)} is obtained under the limit, too`,
    );
    const total = limited.least('totalBytes');
    const sentence =
      `with the address space limited to ${formatBytes(asked)}, os.totalmem() was ${formatBytes(total)}, ` +
      `constrainedMemory ${limited.texts('constrainedMemory')[0]} (${free.texts('constrainedMemory')[0]} without), and ` +
      `${formatBytes(limited.most('obtainedBytes'))} could be had${inCgroup(evidence)}`;
    return total > 1.1 * asked ? refuted(sentence) : supported(sentence);
  },
};
