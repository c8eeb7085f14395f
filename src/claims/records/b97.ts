/** B97: maxRSS is the program's own peak. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/peak';

export const b97: Claim = {
  id: 'B97',
  title: "maxRSS is the program's peak",
  statement: 'What getrusage, wait4 and process.resourceUsage report as maxRSS is the peak of that program.',
  source: ['time(1) and tools like it', 'Node.js documentation, process.resourceUsage'],
  prediction:
    "A small program reports the same maxRSS under a small and under a large parent, near the kernel's high-water mark of its " +
    'memory (VmHWM). If it reports its large parent, it is refuted.',
  mechanism:
    'The figure belongs to the process, not to the program: a forked child has the resident size of its parent, and when ' +
    'exec throws that memory away the kernel keeps its peak in the account that getrusage reads. VmHWM belongs to the ' +
    'address space, which exec makes anew.',
  caveats: [
    'Pages of files are not all copied by fork: the inherited figure may be somewhat below the parent.',
    'VmHWM is gone with the process: poll it, or read memory.peak of a cgroup of its own.',
    'The figure of RUSAGE_CHILDREN is the largest of all children that were waited for.',
  ],
  needs: [stage],
  decide(evidence) {
    const [small, large] = [armOf(evidence, stage, 'small-parent'), armOf(evidence, stage, 'large-parent')];
    const [maxRss, highWater] = [large.median('maxRssBytes'), large.median('highWaterBytes')];
    const parent = large.median('parentBytes');
    requireEngaged(
      parent > 2 * highWater,
      `the large parent had ${formatBytes(parent)} resident, its child ${formatBytes(highWater)}`,
    );
    const sentence =
      `the same program said maxRSS ${formatBytes(maxRss)} under a parent of ${formatBytes(parent)} (VmHWM ` +
      `${formatBytes(highWater)}), and ${formatBytes(small.median('maxRssBytes'))} under one of ` +
      `${formatBytes(small.median('parentBytes'))} (VmHWM ${formatBytes(small.median('highWaterBytes'))})`;
    if (large.least('maxRssBytes') > 1.5 * large.most('highWaterBytes')) return refuted(sentence);
    if (large.most('maxRssBytes') < 1.1 * large.least('highWaterBytes')) return supported(sentence);
    return undecided(sentence);
  },
};
