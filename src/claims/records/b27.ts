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
    'If true, no chunks of 2 MiB take three times the usual CPU time after five idle seconds. One in twenty of them, and twice as ' +
    'many as without the pause, refute it.',
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
    const [now, later] = [armOf(evidence, stage, 'at-once'), armOf(evidence, stage, 'after-idle')];
    const [chunks, idle] = [now.lists('chunksNs').flat(), later.lists('chunksNs').flat()];
    requireEngaged(chunks.length > 0 && idle.length > 0, 'no chunk was touched');
    const usual = median(chunks);
    const share = (times: readonly number[]) => times.filter((ns) => ns > dear * usual).length / times.length;
    const [before, after] = [share(chunks), share(idle)];
    const sentence =
      `of the chunks touched after an idle pause ${formatPercent(after)} took more than ${dear} times the usual ` +
      `${formatDuration(usual)}, the dearest ${formatDuration(Math.max(...idle))}; without a pause ${formatPercent(before)}`;
    if (after >= 0.05 && after >= 2 * before) return refuted(sentence);
    return after < 0.01 && evidence.machine.virtual === false ? supported(sentence) : unresolved(sentence);
  },
};
