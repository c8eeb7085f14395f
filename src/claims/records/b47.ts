/** B47: shared anonymous memory costs what private does. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inWords, isEquivalent, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'sharing/first-touch';
const margin = 1.1;

export const b47: Claim = {
  id: 'B47',
  title: 'shared anonymous memory costs what private does',
  statement: 'Shared anonymous memory is as cheap to touch first and to unmap as private anonymous memory.',
  source: ['implied where MAP_SHARED is advised without a price'],
  prediction:
    'First touch and unmapping take the same time, within a tenth, for both. A clear difference in either refutes it.',
  mechanism:
    'MAP_SHARED|MAP_ANONYMOUS is a file of tmpfs without a name: each page is entered into its page cache, counted as shmem, ' +
    'charged and put on the list of files, and taken out of all that again when the last mapping goes. A private page ' +
    'is only cleared and mapped.',
  caveats: [
    'Both fault once per page where huge pages are off; shared memory has its own setting for them (shmem_enabled).',
    'It counts as Shmem and RssShmem, not as anonymous memory: limits and monitors may see it elsewhere.',
  ],
  needs: [stage],
  decide(evidence) {
    const [own, shared] = [armOf(evidence, stage, 'private'), armOf(evidence, stage, 'shared')];
    const size = shared.fact('pages') * evidence.machine.pageSizeBytes;
    requireEngaged(
      shared.least('sharedBytes') >= 0.9 * size && own.least('anonymousBytes') >= 0.9 * size,
      `of ${formatBytes(size)} each, ${formatBytes(shared.least('sharedBytes'))} counted as shared and ` +
        `${formatBytes(own.least('anonymousBytes'))} as anonymous`,
    );
    const touch = timeRatio(evidence, stage, ['shared', 'private'], 'touch', { fastest: true });
    const unmap = timeRatio(evidence, stage, ['shared', 'private'], 'unmap', { fastest: true });
    const sentence = `shared against private, ${formatBytes(size)}: touch ${inWords(touch)}, unmap ${inWords(unmap)}`;
    const differs = [touch, unmap].some(
      (ratio) => sideOf(ratio, margin) === 'above' || sideOf(ratio, 1 / margin) === 'below',
    );
    if (differs) return refuted(sentence);
    return isEquivalent(touch) && isEquivalent(unmap) ? supported(sentence) : undecided(sentence);
  },
};
