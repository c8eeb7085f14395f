/** B78: a sealed memfd is safe to share. */
import type { Claim } from '../../model/claim.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'sharing/seals';

/** What would change or take away what the receiver reads; each is 0 where it was allowed. */
const attempts = {
  writeErrno: 'write',
  mapWritableErrno: 'map for writing',
  punchHoleErrno: 'punch a hole',
  reopenedWriteErrno: 'write through /proc',
  reopenedMapWritableErrno: 'map for writing through /proc',
  shrinkErrno: 'shrink',
  furtherSealErrno: 'change the seals',
} as const;

function allowed(arm: ArmReadings): string[] {
  return Object.entries(attempts).flatMap(([name, what]) => (arm.least(name) === 0 ? [what] : []));
}

export const b78: Claim = {
  id: 'B78',
  title: 'a sealed memfd is safe to share',
  statement:
    'A memfd sealed against shrinking and writing can be neither changed nor shortened, so that whoever maps it cannot meet SIGBUS.',
  source: ['memfd_create(2)', 'fcntl(2), file sealing'],
  prediction:
    'Writing, mapping for writing, punching a hole, shrinking and changing the seals are all refused, also through /proc, and ' +
    'reading the mapping ends well. One that is allowed refutes it.',
  mechanism:
    'Seals belong to the file, not to a descriptor: the kernel looks at them in every call that would change size or content, ' +
    'whoever makes it, and they cannot be taken back. Without them a giver can cut off pages that a receiver has mapped; its ' +
    'next access has nothing behind it, which is SIGBUS.',
  caveats: [
    'The memfd must have been made with MFD_ALLOW_SEALING, and a receiver must check the seals (F_GET_SEALS) before it trusts them.',
    'F_SEAL_WRITE is refused (EBUSY) while anyone has it mapped shared and writable. F_SEAL_FUTURE_WRITE (Linux 5.1) leaves those be, ' +
      'and their stores are still seen.',
    'Before Linux 6.7 a memfd sealed against writing could only be mapped privately.',
  ],
  needs: [stage],
  decide(evidence) {
    const [open, sealed] = [armOf(evidence, stage, 'none'), armOf(evidence, stage, 'all')];
    requireEngaged(
      open.least('shrinkErrno') === 0 && open.least('receiverSignal') !== 0,
      'without seals the receiver was not hurt either',
    );
    requireEngaged(
      sealed.least('sealsInForce') === sealed.fact('sealsAskedFor'),
      'the seals are not in force',
    );
    const possible = allowed(sealed);
    const signal = sealed.most('receiverSignal');
    const without = `without seals the receiver ended by signal ${open.least('receiverSignal')}`;
    return decideBy(
      possible.length === 0 && signal === 0,
      `${possible.length === 0 ? `all ${Object.keys(attempts).length} attempts were refused` : `allowed: ${possible.join(', ')}`}, ` +
        `the receiver ${signal === 0 ? 'read it all' : `ended by signal ${signal}`}; ${without}${whileMapped(evidence)}`,
    );
  },
};

function whileMapped(evidence: Parameters<Claim['decide']>[0]): string {
  if (!hasArm(evidence, stage, 'write-while-mapped')) return '';
  const errno = armOf(evidence, stage, 'write-while-mapped').least('sealErrno');
  return errno === 0 ? '' : `; sealing while it is mapped writable was refused (errno ${errno})`;
}
