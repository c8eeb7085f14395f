/** B79: MADV_PAGEOUT takes memory away now. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'release/kinds';
const memories = [
  { arm: 'pageout private', words: 'anonymous memory' },
  { arm: 'pageout file', words: 'a clean file' },
];

export const b79: Claim = {
  id: 'B79',
  title: 'MADV_PAGEOUT frees memory now',
  statement: 'MADV_PAGEOUT takes the pages of a range out of memory at once.',
  source: ['madvise(2)'],
  since: { kernel: '5.4' },
  prediction:
    'Hardly a page of the range is in memory after the call, whatever it is a page of. A kind of memory that stays ' +
    'refutes it.',
  mechanism:
    'The call hands the pages to reclaim. A clean page of a file can be dropped: the file has it. An anonymous page has ' +
    'nowhere to go but swap; without any, reclaim leaves it where it is, and the call succeeds all the same. ' +
    'MADV_COLD only says what may go first under pressure.',
  caveats: [
    'Pages that other processes map as well are left alone.',
    'Shared anonymous memory leaves the mapping, and so the resident size, but without swap it stays in memory.',
  ],
  needs: [stage],
  decide(evidence) {
    const cells = memories.map(({ arm: name, words }) => {
      const arm = armOf(evidence, stage, name);
      const [pages, left] = [arm.fact('pages'), arm.median('inMemoryPages')];
      const before = arm.least('residentBeforeBytes');
      requireEngaged(
        before >= arm.fact('sizeBytes'),
        `${arm.place}: ${formatBytes(before)} were resident before`,
      );
      return {
        words,
        share: left / pages,
        left: `${formatCount(left)} of ${formatCount(pages)} pages of ${words}`,
      };
    });
    const cold = armOf(evidence, stage, 'cold private').median('inMemoryPages');
    const swap = formatBytes(armOf(evidence, stage, 'pageout private').median('swapBytes'));
    const sentence =
      `in memory after MADV_PAGEOUT: ${cells.map(({ left }) => left).join(', ')} (swap: ${swap}); after MADV_COLD ` +
      `${formatCount(cold)} pages of anonymous memory`;
    const gone = cells.filter(({ share }) => share <= 0.1).map(({ words }) => words);
    if (gone.length === cells.length) return supported(sentence);
    if (!cells.some(({ share }) => share >= 0.5)) return unresolved(sentence);
    return refuted(sentence, gone.length > 0 ? `it is ${gone.join(' or ')}` : undefined);
  },
};
