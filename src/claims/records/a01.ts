/** A01: mmap maps a file, a device or memory. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/kinds';
const kinds = ['file', 'device', 'anonymous', 'memfd'];
const promised = ['found', 'covers', 'permissionsAgree', 'inodeAgrees'];

export const a01: Claim = {
  id: 'A01',
  title: 'mmap maps a file, a device or memory',
  statement: 'After mmap a file, a device or fresh memory stands in the address space of the process.',
  source: ['the post', 'mmap(2)'],
  prediction:
    'For each kind one entry of /proc/self/maps covers the range, rounded up to whole pages, with the permissions and the inode ' +
    'asked for, and is gone after munmap. One entry that is missing or disagrees refutes it.',
  mechanism:
    'mmap only writes down a promise: a VMA, the record of a range of addresses, its permissions and the file and offset behind ' +
    'it. Page tables are filled later, by faults. Ranges are kept in whole pages, so that a length of 5,000 bytes takes two.',
  caveats: [
    'One call is not one entry: anonymous memory beside a range of the same kind is merged into it, and the entry is larger than asked.',
    'A device decides itself what its mapping means; /dev/zero gives anonymous memory.',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = kinds.map((kind) => armOf(evidence, stage, kind));
    requireEngaged(
      arms.every((arm) => arm.least('askedBytes') > 0),
      'a mapping of no bytes was asked for',
    );
    const kept = arms.filter(
      (arm) => promised.every((name) => arm.least(name) === 1) && arm.most('foundAfterwards') === 0,
    );
    const anonymous = armOf(evidence, stage, 'anonymous');
    return decideBy(
      kept.length === arms.length,
      `${kept.length} of ${arms.length} kinds stood in /proc/self/maps as asked; the entry of ` +
        `${formatCount(anonymous.most('askedBytes'))} anonymous bytes was ${formatCount(anonymous.most('vmaBytes'))} bytes long`,
    );
  },
};
