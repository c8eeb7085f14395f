/** B50: mmap loads only what is accessed. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { requireAdvised, requireCold } from '../cached-file.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'demand-paging/one-byte';

export const b50: Claim = {
  id: 'B50',
  title: 'mmap loads only the pages that are accessed',
  statement: 'A mapping loads the pages of its file that are accessed, and no others.',
  source: ['the glibc manual, Memory-mapped I/O'],
  prediction: 'After one byte of a cold file was read one page is resident. More than one refute it.',
  mechanism:
    'A fault on a page that is not cached reads a window around it, as large as the read-ahead setting of the device (by default ' +
    '128 KiB, often much more on virtual machines): on the chance that neighbours are needed next. Only MADV_RANDOM asks for the ' +
    'page alone.',
  caveats: ['The window is a property of the device, and is reported with every run of demand-paging.'],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'read');
    const random = armOf(evidence, stage, 'random');
    requireCold(arm);
    requireCold(random);
    requireAdvised(random);
    const touched = arm.fact('touchedPages');
    const [least, most] = [arm.least('residentAfter'), arm.most('residentAfter')];
    requireEngaged(least > 0 && touched > 0, 'no page was loaded at all');
    const ahead = arm.has('readAheadBytes')
      ? ` (read-ahead of ${formatBytes(arm.most('readAheadBytes'))})`
      : '';
    const sentence =
      `one byte made ${formatCount(least)} of ${formatCount(arm.fact('pages'))} pages resident${ahead}; ` +
      `under MADV_RANDOM ${formatCount(random.most('residentAfter'))}`;
    return most > touched ? refuted(sentence) : supported(sentence);
  },
};
