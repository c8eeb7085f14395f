/** B49: reading through mmap is faster than read. */
import type { Claim } from '../../model/claim.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { compareReadAndMap, readOrMapStages } from '../read-or-map.ts';
import { sideOf } from '../time-ratio.ts';

export const b49: Claim = {
  id: 'B49',
  title: 'mmap is faster than read',
  statement: 'A cached file is read faster through a mapping than by read.',
  source: ['an article on why mmap beats system calls', 'ripgrep issue 493, the_silver_searcher issue 1045'],
  prediction:
    'A mapping is faster than calls, for a file of one page used once and for one mapping used ten times. Being slower by more ' +
    'than a tenth in either refutes it as it is worded.',
  mechanism:
    'A mapping saves the copy and pays for page tables: building them by faults, taking them down, and forgetting them in the TLB. ' +
    'The copy grows with the bytes of every use, the page tables with the mappings made. Many small files favour read, one ' +
    'mapping used often favours mmap; tools that search many files in parallel have switched back to read.',
  caveats: [
    'The loop that uses the bytes is the same in every arm, and is part of the time: where it costs more, the ways differ less.',
    'A cold file is another question: there read-ahead decides (B50, B52, B53).',
  ],
  needs: readOrMapStages,
  decide(evidence) {
    const { onePage, repeated, sentence } = compareReadAndMap(evidence);
    const reused = sideOf(repeated, 1 / 1.1) === 'below';
    if (sideOf(onePage, 1.1) === 'above')
      return refuted(sentence, reused ? 'one mapping is read many times' : undefined);
    if (sideOf(repeated, 1.1) === 'above') return refuted(sentence);
    return reused && sideOf(onePage, 1 / 1.1) === 'below' ? supported(sentence) : unresolved(sentence);
  },
};
