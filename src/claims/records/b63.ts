/** B63: malloc never fails. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'limits/requests';

function refusedAt(arm: ArmReadings): number | null {
  return arm.has('smallestRefusedBytes') ? arm.least('smallestRefusedBytes') : null;
}

export const b63: Claim = {
  id: 'B63',
  title: 'malloc never fails on Linux',
  statement:
    'Since Linux overcommits, malloc never returns NULL: a lack of memory shows only when the memory is touched.',
  source: ['malloc(3), on optimistic allocation', 'folklore'],
  prediction: 'If true, requests up to 64 TiB are granted. One that is refused within that refutes it.',
  mechanism:
    'With vm.overcommit_memory at 0 the kernel refuses a single private writable request that exceeds all memory and swap, and ' +
    'counts nothing else: many smaller ones pass. MAP_NORESERVE and PROT_NONE are not counted, and end at the address ' +
    'space. Mode 1 refuses nothing, mode 2 holds the sum against a limit.',
  caveats: [
    'RLIMIT_AS and the number of mappings make it fail as well.',
    'A limit of a cgroup does not: see B64.',
    'Requests above half of the address space of the type fail in every mode.',
  ],
  needs: [stage],
  decide(evidence) {
    const [one, reserved] = [armOf(evidence, stage, 'malloc'), armOf(evidence, stage, 'noreserve')];
    const memory = one.fact('memoryAndSwapBytes');
    const refused = refusedAt(one);
    const asked = refused ?? one.least('largestGrantedBytes');
    requireEngaged(asked > memory, `nothing beyond the machine’s ${formatBytes(memory)} was asked for`);
    const pieces = armOf(evidence, stage, 'pieces').least('grantedInPiecesBytes');
    const mode = one.has('overcommitMode') ? `, overcommit mode ${one.fact('overcommitMode')}` : '';
    const answer =
      refused === null
        ? `malloc granted ${formatBytes(asked)}`
        : `malloc refused ${formatBytes(refused)} (${one.texts('refused')[0]})`;
    return decideBy(
      refused === null,
      `${answer} on a machine with ${formatBytes(memory)} of memory and swap${mode}; in pieces of 1 GiB it granted ` +
        `${formatBytes(pieces)}, and mmap with MAP_NORESERVE ${formatBytes(reserved.least('largestGrantedBytes'))}`,
    );
  },
};
