/** B52: MADV_RANDOM avoids waste. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { requireAdvised, requireCold } from '../cached-file.ts';
import { refuted, supported } from '../decisions.ts';

const stage = 'demand-paging/patterns';

export const b52: Claim = {
  id: 'B52',
  title: 'MADV_RANDOM saves work on cold files',
  statement:
    'MADV_RANDOM makes reading a cold file through a mapping cheaper, because nothing is read in vain.',
  source: ['practice of embedded databases', 'a paper of CIDR 2022 on mmap in databases'],
  prediction:
    'Fewer pages are loaded where few are needed, and reading all pages waits for the device no more often. A scan that waits ' +
    'more than twice as often refutes it as it is worded.',
  mechanism:
    'The advice switches read-ahead off: every page that is not cached is a major fault, which waits for the device by itself. ' +
    'For a few pages far apart nothing is wasted. For a scan one wait per page replaces one per window: on this kind of device ' +
    'tens of times slower.',
  caveats: [
    'Waits are counted (major faults), since their price is the device’s: small on fast flash, ruinous on disks and networks.',
  ],
  needs: [stage],
  decide(evidence) {
    const [sparse, sparseRandom, all, allRandom] = ['sparse', 'sparse, random', 'all', 'all, random'].map(
      (name) => armOf(evidence, stage, name),
    ) as [
      ReturnType<typeof armOf>,
      ReturnType<typeof armOf>,
      ReturnType<typeof armOf>,
      ReturnType<typeof armOf>,
    ];
    for (const arm of [sparse, sparseRandom, all, allRandom]) requireCold(arm);
    for (const arm of [sparseRandom, allRandom]) requireAdvised(arm);
    const saved = 2 * sparseRandom.most('residentAfter') <= sparse.least('residentAfter');
    const [waits, waitsRandom] = [all.majorFaults('touch'), allRandom.majorFaults('touch')];
    const sentence =
      `${formatCount(sparse.fact('touchedPages'))} scattered pages loaded ${formatCount(sparseRandom.most('residentAfter'))} ` +
      `instead of ${formatCount(sparse.least('residentAfter'))}; a scan of ${formatCount(all.fact('pages'))} pages waited ` +
      `${formatCount(waitsRandom)} times instead of ${formatCount(waits)}`;
    if (waitsRandom > 2 * Math.max(1, waits))
      return refuted(sentence, saved ? 'few pages far apart are needed' : undefined);
    return saved ? supported(sentence) : refuted(sentence);
  },
};
