/** B55: mincore tells of any file. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/other-user';

export const b55: Claim = {
  id: 'B55',
  title: 'mincore shows which pages of any file are cached',
  statement: 'mincore tells which pages of a mapped file are in memory, whoever owns the file.',
  source: ['older literature', 'mincore(2)'],
  until: { kernel: '5.2' },
  prediction:
    'A user who may only read a cold file of somebody else is told what its owner is told: no page is resident. Pages that only ' +
    'this user is shown refute it.',
  mechanism:
    'What is cached tells what other programs read: enough to spy on them. Since Linux 5.2 mincore says the truth only to whoever ' +
    'owns the file or may write it; to everybody else every page is resident. cachestat refuses instead.',
  caveats: ['It answers wrongly without an error: measure with files of your own, as this laboratory does.'],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'read-only');
    const truth = Math.max(arm.most('ownerPages'), arm.most('ownerPagesAfterwards'));
    requireEngaged(truth === 0, `${formatCount(truth)} pages of the file stayed in memory`);
    const told = arm.most('othersPages');
    return decideBy(
      told === 0,
      `of ${formatCount(arm.fact('pages'))} pages none was in memory; another user was told ${formatCount(told)}`,
    );
  },
};
