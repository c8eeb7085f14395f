/** A24: playing with page tables is dearer than copying. */
import type { Claim } from '../../model/claim.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { compareReadAndMap, readOrMapStages } from '../read-or-map.ts';
import { sideOf } from '../time-ratio.ts';

export const a24: Claim = {
  id: 'A24',
  title: 'mmap is expensive, copying by read is cheap',
  statement:
    'Reading a cached file by read is cheaper than mapping it: page tables and faults cost more than the copy.',
  source: ['linked by the post: a mail of 2000 on the kernel list', 'mmap(2)'],
  prediction:
    'A mapping takes longer than calls, for a file of one page used once and for one mapping used ten times. Being faster by more ' +
    'than a tenth in either refutes it as it is worded.',
  mechanism:
    'A mapping pays once, for the call, the faults and for taking the page tables down again; read pays for a copy at every use. ' +
    'Since 2000 faults became fewer (each maps the pages around it, or a large folio) and copies stayed. For one page the price ' +
    'of the mapping is many times that of the copy; used again and again, the mapping costs nothing more.',
  caveats: [
    'One pass over a large cached file lies between the two ends, and either may win: run file-read shows by how much.',
    'With other threads running, munmap must also interrupt their CPUs.',
  ],
  needs: readOrMapStages,
  decide(evidence) {
    const { onePage, repeated, sentence } = compareReadAndMap(evidence);
    const small = sideOf(onePage, 1.1) === 'above';
    if (sideOf(repeated, 1 / 1.1) === 'below')
      return refuted(sentence, small ? 'the file is small and mapped for one use' : undefined);
    if (sideOf(onePage, 1 / 1.1) === 'below') return refuted(sentence);
    return small && sideOf(repeated, 1.1) === 'above' ? supported(sentence) : unresolved(sentence);
  },
};
