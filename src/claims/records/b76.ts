/** B76: a thread can serve page faults, without rights and cheaply. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatCount, formatDuration } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'limits/user-faults';
const phase = 'supplied-touch';
const boundNs = 100_000;

/** The unprivileged arm; refused there and not to us is a verdict, refused to both is a sandbox. */
function refusal(evidence: Evidence): string | undefined {
  const own = armOf(evidence, stage, 'as-found');
  const failure = armOf(evidence, stage, 'unprivileged').failure();
  return failure && own.failure() === undefined && own.least('userId') === 0 ? failure.message : undefined;
}

function costs(arm: ArmReadings): number[] {
  const pages = arm.fact('pages');
  return arm.sums(phase, 'durationNs').map((ns) => ns / pages);
}

export const b76: Claim = {
  id: 'B76',
  title: 'user space may serve page faults, cheaply',
  statement:
    'With userfaultfd a thread of an unprivileged program supplies pages as they are touched, at less than 100 microseconds a fault.',
  source: ['Linux documentation: userfaultfd', 'Linux documentation: sysctl/vm, unprivileged_userfaultfd'],
  since: { kernel: '5.11' },
  prediction:
    'An unprivileged process gets a descriptor for faults of user space, every page arrives as supplied, and a fault takes below 100 ' +
    'us in every trial. A refusal by the kernel, a wrong page or more time in every trial refutes it.',
  mechanism:
    'The fault puts its thread to sleep and a message into the descriptor; another thread reads it, hands over a page with ' +
    'UFFDIO_COPY, and wakes the first. Two switches of context and two system calls: ten times a plain fault. Faults taken inside the ' +
    'kernel are left to privileged users, since they would let a program stop the kernel at a place of its choice.',
  caveats: [
    'Containers often refuse the call by seccomp: then nothing is said about the kernel.',
    'The time is that of a thread that does nothing else; a handler that fetches pages from elsewhere takes what that takes.',
  ],
  needs: [stage],
  decide(evidence) {
    const refused = refusal(evidence);
    if (refused)
      return refuted(`the kernel refuses it to unprivileged programs (${refused}) and grants it to root`);
    const arm = armOf(evidence, stage, 'unprivileged');
    const pages = arm.fact('pages');
    const served = arm.least('servedFaults');
    requireEngaged(
      served >= pages && arm.least('userId') > 0,
      `${served} of ${pages} faults served, as user ${arm.least('userId')}`,
    );
    const each = costs(arm);
    const [fastest, slowest] = [Math.min(...each), Math.max(...each)];
    const right = arm.least('rightPages');
    const sentence =
      `an unprivileged program served ${formatCount(served)} faults, ${formatCount(right)} pages right, at ${formatDuration(fastest)} to ` +
      `${formatDuration(slowest)} a fault`;
    if (right < pages || fastest > boundNs) return refuted(sentence);
    return slowest < boundNs ? supported(sentence) : unresolved(sentence);
  },
};
