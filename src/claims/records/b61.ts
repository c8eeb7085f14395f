/** B61: MADV_FREE is cheaper than MADV_DONTNEED, and the resident size does not fall. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'release/ways';
/** Far from the ratio seen (below 0.2), and short of 1: what would matter to an allocator. */
const cheaper = 0.8;

export const b61: Claim = {
  id: 'B61',
  title: 'MADV_FREE: cheaper than DONTNEED, RSS does not fall',
  statement:
    'Memory given up with MADV_FREE is cheaper to use again than with MADV_DONTNEED, and stays in the resident size ' +
    'until the system needs it.',
  source: ['madvise(2)', 'issues of golang'],
  since: { kernel: '4.12' },
  prediction:
    'After MADV_FREE the pages are still resident, marked as lazily freed, and writing them again takes no fault; the ' +
    'advice and the next use together take less than 0.8 of the time. Pages that go at once, faults, or as much time refute it.',
  mechanism:
    'MADV_FREE only clears the dirty marks and moves the pages to where reclaim looks first. A write before that makes ' +
    'the page the program’s own again, without a fault. MADV_DONTNEED drops the pages: each is faulted in and zeroed anew.',
  caveats: [
    'Monitoring that watches the resident size takes it for a leak: that is why Go went back to MADV_DONTNEED by default.',
    'Until the kernel takes a page its old contents can be read; afterwards zeros. Before 4.12 it needed swap to act lazily.',
  ],
  needs: [stage],
  decide(evidence) {
    const [lazy, eager] = [armOf(evidence, stage, 'madv-free'), armOf(evidence, stage, 'dontneed')];
    const [size, pages] = [lazy.fact('sizeBytes'), lazy.fact('pages')];
    requireEngaged(
      lazy.median('lazyFreeBytes') >= 0.9 * size || lazy.median('residentAfterBytes') < 0.1 * size,
      `${formatBytes(lazy.median('lazyFreeBytes'))} of ${formatBytes(size)} were marked as lazily freed`,
    );
    const resident = lazy.median('residentAfterBytes');
    const [faults, eagerFaults] = [lazy.faults('use-again'), eager.faults('use-again')];
    const counts =
      `after MADV_FREE ${formatBytes(resident)} of ${formatBytes(size)} stayed resident, and writing ${formatCount(pages)} ` +
      `pages again took ${formatCount(faults)} faults (after MADV_DONTNEED ${formatCount(eagerFaults)})`;
    if (resident < 0.9 * size || faults > 0.1 * eagerFaults) return refuted(counts);
    const ratio = timeRatio(evidence, stage, ['madv-free', 'dontneed'], 'cycle');
    const sentence = `${counts}; advice and next use took ${inWords(ratio)} of the time`;
    const side = sideOf(ratio, cheaper);
    if (side === 'below') return supported(sentence);
    return side === 'above' ? refuted(sentence) : unresolved(sentence);
  },
};
