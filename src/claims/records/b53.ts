/** B53: MADV_SEQUENTIAL speeds scans up. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { requireAdvised, requireCold } from '../cached-file.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';

const stage = 'demand-paging/scan';

export const b53: Claim = {
  id: 'B53',
  title: 'MADV_SEQUENTIAL speeds up sequential scans',
  statement: 'Under MADV_SEQUENTIAL a cold mapped file is scanned at least a tenth faster.',
  source: ['madvise(2)', 'ripgrep issue 3246 (another system)'],
  prediction:
    'The scan takes less than 1/1.1 of the time without advice. The whole interval above that refutes it.',
  mechanism:
    'Without advice the kernel reads a window around each fault and goes on ahead of the reader as soon as the reader reaches the ' +
    'part read early: a scan is recognised without being announced. The advice only places the window after the fault rather ' +
    'than around it, and lets pages behind be forgotten sooner.',
  caveats: [
    'Other systems read ahead less on their own, and there the advice may matter. Device and window decide here, too.',
  ],
  needs: [stage],
  decide(evidence) {
    const advised = armOf(evidence, stage, 'sequential');
    requireCold(armOf(evidence, stage, 'normal'));
    requireCold(advised);
    requireAdvised(advised);
    const ratio = timeRatio(evidence, stage, ['sequential', 'normal'], 'touch', { fastest: true });
    const sentence = `a scan under MADV_SEQUENTIAL takes ${inWords(ratio)} times as long as without advice`;
    const side = sideOf(ratio, 1 / 1.1);
    if (side === 'neither') return unresolved(sentence);
    return side === 'below' ? supported(sentence) : refuted(sentence);
  },
};
