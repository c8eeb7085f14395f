/** B93: a SharedArrayBuffer is not copied on its way to a worker; a clone is, and a transfer moves. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/worker';

export const b93: Claim = {
  id: 'B93',
  title: 'workers: clone copies, transfer moves, SAB is shared',
  statement:
    'postMessage to a worker copies an ArrayBuffer, moves a transferred one, and shares a SharedArrayBuffer.',
  source: ['Node.js documentation, worker_threads'],
  prediction:
    'A clone takes at least one fault for every page of the buffer, the two others next to none; a write of the worker is ' +
    'seen in shared memory alone. A clone without faults, or a share or transfer with one for every page, refutes it.',
  mechanism:
    'Workers are threads of one process, so that handing memory over need not touch it: a transfer hands on the pointer and ' +
    'leaves the sender an empty buffer, a SharedArrayBuffer gives both the same pages. A clone is serialised into a ' +
    'message and read out of it by the receiver: two copies, each of pages that are new.',
  caveats: [
    'Shared memory needs Atomics or messages for order.',
    'Only threads share: Node has no way to give a SharedArrayBuffer to another process.',
    'A Buffer cut from the pool cannot be transferred.',
  ],
  needs: [stage],
  decide(evidence) {
    const [clone, transfer, share] = ['clone', 'transfer', 'share'].map((arm) =>
      armOf(evidence, stage, arm),
    ) as [ReturnType<typeof armOf>, ReturnType<typeof armOf>, ReturnType<typeof armOf>];
    const bytes = clone.fact('sentBytes');
    const arrived = [clone, transfer, share].every((arm) => arm.least('receivedBytes') === bytes);
    requireEngaged(arrived, `the worker did not receive ${formatBytes(bytes)} each time`);
    const pages = bytes / evidence.machine.pageSizeBytes;
    const copied = (arm: typeof clone): number => arm.faults('handOver') / pages;
    const said = (arm: typeof clone): string =>
      `${formatNumber(arm.faults('handOver'), 'fault')}, ${formatDuration(arm.ns('handOver'))}`;
    const sentence =
      `${formatBytes(bytes)}, ${formatCount(pages)} pages: cloned ${said(clone)}; transferred ${said(transfer)}; ` +
      `shared ${said(share)}`;
    const shared = share.least('sawTheOthersWrite') === 1;
    const apart = clone.most('sawTheOthersWrite') === 0 && transfer.most('keptBytes') === 0;
    const [most, least] = [Math.max(copied(transfer), copied(share)), copied(clone)];
    if (shared && apart && least > 0.9 && most < 0.1) return supported(sentence);
    if (!shared || !apart || least < 0.1 || most > 0.9) return refuted(sentence);
    return undecided(sentence);
  },
};
