/** A18: zeros must be written to memory from malloc. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'untouched-memory/contents';

export const a18: Claim = {
  id: 'A18',
  title: 'memory from malloc must be set to zero by hand',
  statement: 'Zeros must be written to memory from malloc before it reads as zero and has its pages.',
  source: ['the post', 'malloc(3)'],
  prediction:
    'Memory from malloc that nobody wrote holds other bytes than zero, and one byte written in every page takes fewer ' +
    'pages than all bytes. A large fresh block of zeros refutes it.',
  mechanism:
    'A large first block is a new mapping, and the kernel gives nothing but cleared pages. Memory that the program freed ' +
    'comes back as it was left. calloc knows the difference and clears only the second kind. A page is taken as a whole ' +
    'at the first byte that is written: filling the rest adds no page.',
  caveats: [
    'No program can rely on it: the C standard says nothing of the contents, and the next block may be a used one.',
  ],
  needs: [stage],
  decide(evidence) {
    const fresh = armOf(evidence, stage, 'fresh');
    const recycled = armOf(evidence, stage, 'recycled');
    const byte = armOf(evidence, stage, 'fresh-write');
    const all = armOf(evidence, stage, 'fresh-write-all');
    requireEngaged(recycled.fact('reused') === 1, 'malloc did not give again what was freed before');
    const size = formatBytes(fresh.fact('sizeBytes'));
    const populated = byte.least('touchAnonymousBytes') >= 0.9 * all.least('touchAnonymousBytes');
    const seen =
      `${formatCount(fresh.most('otherBytes'))} bytes of ${size} of fresh memory were not zero, of memory used before ` +
      `${formatCount(recycled.median('otherBytes'))}; one byte a page made ${formatBytes(byte.median('touchAnonymousBytes'))} ` +
      `resident, all bytes ${formatBytes(all.median('touchAnonymousBytes'))}`;
    if (fresh.most('otherBytes') > 0 && !populated) return supported(seen);
    return refuted(seen, recycled.least('otherBytes') > 0 ? 'the memory was used before' : undefined);
  },
};
