/** B27: what first touch costs stays the same. */
import type { Claim } from '../../model/claim.ts';
import { formatDuration, formatPercent } from '../../model/units.ts';
import { median } from '../../statistics/index.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/idle';
/** A chunk is called dear from three times the usual time: no cache, and no other program, does that to all of 2 MiB. */
const dear = 3;

export const b27: Claim = {
  id: 'B27',
  title: 'first touch costs the same now and later',
  statement:
    'What the first touch of memory costs once, it costs in later runs as well: it does not depend on how long memory lay free.',
  source: ['every benchmark that measures once', 'Linux documentation: free page reporting'],
  prediction:
    'If true, no chunks of 2 MiB take three times the usual CPU time after three or ten idle seconds. One trial in which one in ' +
    'twenty of them does, and twice as many as in any trial without the pause, refutes it.',
  mechanism:
    'A virtual machine may tell its host which memory is free (free page reporting, about two seconds after it was freed), and the ' +
    'host takes it away. The next touch then waits for the host as well as for the kernel: several times the price, with the same ' +
    'number of faults. It looks like a slow allocator to whoever comes first.',
  caveats: [
    'Where it is not seen in a virtual machine nothing is said: the pause may have been too short, or the host not in need.',
    'Other programs that free and take memory keep it warm, or make it cold, meanwhile.',
  ],
  needs: [stage],
  decide(evidence) {
    const now = armOf(evidence, stage, 'at-once');
    const later = ['idle-3s', 'idle-10s'].map((name) => armOf(evidence, stage, name));
    const atOnce = now.lists('chunksNs');
    const idle = later.flatMap((arm) => arm.lists('chunksNs'));
    requireEngaged(
      [...atOnce, ...idle].every((chunks) => chunks.length > 0),
      'no chunk was touched',
    );
    const usual = median(atOnce.flat());
    const share = (chunks: readonly number[]) =>
      chunks.filter((ns) => ns > dear * usual).length / chunks.length;
    const [before, after] = [Math.max(...atOnce.map(share)), Math.max(...idle.map(share))];
    const sentence =
      `of the chunks touched after an idle pause up to ${formatPercent(after)} of a trial took more than ${dear} times the usual ` +
      `${formatDuration(usual)}, the dearest ${formatDuration(Math.max(...idle.flat()))}; without a pause up to ${formatPercent(before)}`;
    if (after >= 0.05 && after >= 2 * before) return refuted(sentence);
    return after < 0.01 && evidence.machine.virtual === false ? supported(sentence) : unresolved(sentence);
  },
};
