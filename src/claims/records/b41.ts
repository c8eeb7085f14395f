/** B41: a process can switch huge pages off for itself. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/policy';
const places = ['disabled by itself', 'disabled before fork', 'disabled before exec'];

export const b41: Claim = {
  id: 'B41',
  title: 'a process can switch huge pages off for itself',
  statement:
    'Without privilege, a process can switch huge pages off for itself, its children and what it executes.',
  source: ['prctl(2), PR_SET_THP_DISABLE', 'kernel documentation, Transparent Hugepage Support'],
  prediction:
    'After PR_SET_THP_DISABLE, memory that asks for huge pages is given none: in the process, in a child of fork, after exec. A call ' +
    'that is refused, or a huge page in any of them, refutes it.',
  mechanism:
    'The switch is a flag of the address space that fork copies and exec keeps. The fault handler looks at it before it looks at ' +
    'the mode of the machine or at advice.',
  caveats: [
    'Only off can be chosen: there is no "always" for one process. A preloaded library that advises every mapping comes near.',
    'Linux 6.18 can also switch off what did not ask (PR_THP_DISABLE_EXCEPT_ADVISED).',
    'Huge pages from before the call stay.',
  ],
  needs: [stage],
  decide(evidence) {
    const asFound = armOf(evidence, stage, 'as found');
    requireEngaged(asFound.most('privileged') === 0, 'the process was privileged');
    const [sizeBytes, found] = [asFound.fact('sizeBytes'), asFound.least('advisedHugeBytes')];
    requireEngaged(found > 0, 'this machine gives no huge pages even where nothing is switched off');
    const arms = places.map((name) => armOf(evidence, stage, name));
    const failure = arms.map((arm) => arm.failure()).find((one) => one !== undefined);
    if (failure) return refuted(`${failure.call} failed: ${failure.message}`);
    const most = (arm: ArmReadings): number => arm.most('advisedHugeBytes');
    const sentence =
      `of ${formatBytes(sizeBytes)} that ask for huge pages, ${formatBytes(found)} are huge as found; ` +
      arms.map((arm, i) => `${formatBytes(most(arm))} ${places[i]}`).join(', ');
    return arms.every((arm) => most(arm) === 0) ? supported(sentence) : refuted(sentence);
  },
};
