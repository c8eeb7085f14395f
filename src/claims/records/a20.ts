/** A20: anonymous memory reads as zero. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'zeroed-memory/scan';
const ways = ['private', 'shared', 'populate', 'thp', 'dontneed', 'mremap'];

export const a20: Claim = {
  id: 'A20',
  title: 'anonymous memory is initialised to zero',
  statement: 'Memory from an anonymous mmap reads as zero until it is written.',
  source: ['the post', 'mmap(2)'],
  prediction: 'Not one byte other than zero in fresh memory of any kind. A single one refutes it.',
  mechanism:
    'The kernel clears every page before it maps it into a process: otherwise one process could read what another had ' +
    'left. Reads before the first write are answered by one shared page of zeros.',
  caveats: [
    'Memory given up by MADV_FREE may return its old contents until the kernel takes it: it is no fresh memory.',
    'Kernels without an MMU can be built to leave pages as they are (MAP_UNINITIALIZED).',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = ways.map((way) => armOf(evidence, stage, way));
    const scanned = arms.flatMap((arm) => arm.facts('scannedBytes')).reduce((sum, bytes) => sum + bytes, 0);
    requireEngaged(scanned > 0, 'nothing was scanned');
    const other = arms.flatMap((arm) => arm.facts('otherBytes')).reduce((sum, bytes) => sum + bytes, 0);
    return decideBy(
      other === 0,
      `${formatCount(other)} of ${formatBytes(scanned)} in ${arms.length} kinds of mapping were not zero`,
    );
  },
};
