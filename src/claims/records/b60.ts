/** B60: pages written back fault again. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/writeback';

export const b60: Claim = {
  id: 'B60',
  title: 'stores to a shared mapping fault again after writeback',
  statement:
    'A store to a page of a shared file mapping faults again once the page was written back to the device.',
  source: ['page_mkwrite of the kernel’s file systems'],
  prediction:
    'After msync the stores take nine tenths as many faults as the first time, or more. A tenth as many, or fewer, refute it.',
  mechanism:
    'To know which pages are dirty the kernel maps clean ones without permission to write: the first store faults, and the file ' +
    'system makes room and marks the page. Writing back cleans the page and takes the permission away. A mapping that is stored ' +
    'to steadily pays this again with every round of writeback, by default twice a minute.',
  caveats: [
    'Files on tmpfs are never written back: nothing faults again there.',
    'Where the cache holds large folios one fault may serve many pages.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'shared');
    const [first, again, after] = ['store', 'store-again', 'store-after-writeback'].map((phase) =>
      arm.faults(phase),
    ) as [number, number, number];
    requireEngaged(first > 0 && again <= first / 10, 'the first stores did not leave the pages writable');
    const sentence = `${formatCount(first)} faults at the first store to every page, ${formatCount(again)} at the second, ${formatCount(after)} after msync`;
    if (after >= 0.9 * first) return supported(sentence);
    return after <= 0.1 * first ? refuted(sentence) : unresolved(sentence);
  },
};
