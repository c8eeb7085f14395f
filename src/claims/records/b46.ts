/** B46: shared memory beats pipes and sockets for large data. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'sharing/bulk';
const channels = ['pipe', 'socketpair'] as const;
const bound = 2;

export const b46: Claim = {
  id: 'B46',
  title: 'shared memory beats pipes and sockets for bulk data',
  statement:
    'Several MiB reach another process through a mapping that both have in use in less than half the time of a pipe or a socket.',
  source: ['the post, on sharing as an advantage', 'common practice'],
  prediction:
    'From the moment the bytes stand in the giver until the taker has read every one, pipe and socket pair take more than ' +
    'twice as long as the mapping. Less than twice refutes it.',
  mechanism:
    'A pipe or a socket copies every byte into the kernel and out again, in pieces, with a system call for each and the two ' +
    'processes waking each other. Through a mapping nothing is copied: the taker reads the pages that the giver wrote, and one ' +
    'futex says that they are complete.',
  caveats: [
    'Only where the mapping is used again and again: the first touch of shared memory costs more than that of private (B47), ' +
      'and the taker faults once per 64 KiB. With fresh memory for one hand-over most of the advantage is gone.',
    'For a few bytes it is the waking that costs, whatever carries them: see the stage latency.',
    'Data that must be made into bytes first (JSON, structured clone) cost more than any of these.',
    'SysV shared memory is faulted in page by page: its first reading is slow.',
  ],
  needs: [stage],
  decide(evidence) {
    const shared = armOf(evidence, stage, 'shared-anonymous');
    const others = channels.map((channel) => armOf(evidence, stage, channel));
    const arms = [shared, ...others];
    requireEngaged(
      arms.every((arm) => arm.most('missedBytes') === 0 && arm.most('wrongSums') === 0) &&
        shared.most('copiedBytes') === 0 &&
        others.every((arm) => arm.least('copiedBytes') > 0),
      'the bytes did not arrive as they were sent',
    );
    const ratios = channels.map((channel) =>
      timeRatio(evidence, stage, [channel, 'shared-anonymous'], 'again', { fastest: true }),
    );
    const words = channels.map((channel, i) => `${channel} ${inWords(ratios[i] ?? never())}`).join(', ');
    const sentence = `${formatBytes(shared.fact('roundBytes'))}: time of ${words} of the mapping's; ${whenFresh(evidence)}`;
    const sides = ratios.map((ratio) => sideOf(ratio, bound));
    if (sides.includes('below')) return refuted(sentence);
    return sides.includes('neither') ? undecided(sentence) : supported(sentence);
  },
};

function never(): never {
  throw new Error('a ratio for each channel');
}

/** Where the memory is new: the writing of it and the first reading together. */
function whenFresh(evidence: Evidence): string {
  const times = ['shared-anonymous', 'pipe'].map((name) => {
    const arm = armOf(evidence, stage, name);
    return formatDuration(arm.ns('fill') + arm.ns('first'));
  });
  return `written into fresh memory and read once: mapping ${times.join(', pipe ')}`;
}
