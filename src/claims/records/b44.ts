/** B44: after a fork both processes have the same page frames until one writes. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'sharing/visibility';

export const b44: Claim = {
  id: 'B44',
  title: 'a fork shares page frames until one side writes',
  statement:
    'After a fork, parent and child have the same page frames behind private memory until one of them writes.',
  source: ['fork(2), copy-on-write', 'pagemap, kernel documentation'],
  prediction:
    'Before a write every page of the child stands on the frame of the parent; after the child has written every page none ' +
    'does. A frame that differs before, or is still the same after, refutes it.',
  mechanism:
    'fork copies the entries of the page tables, not the pages, and takes the right to write away. The first write to a page ' +
    'faults; the kernel gives the writer a copy and leaves the old frame to the other.',
  caveats: [
    'For MAP_SHARED the child has no entries at all until it touches the memory; then they lead to the same frames for good.',
    'Page frame numbers are shown to CAP_SYS_ADMIN alone; without it the proportional set size tells: half of each page, then all.',
    'Pages pinned for devices may be copied at once, by the fork itself.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'private');
    const pages = arm.fact('pages');
    requireEngaged(
      arm.least('childHasIt') === 1 && arm.least('childWriteFaults') >= pages,
      'the child was not seen to write every page',
    );
    return arm.has('sameFramesBeforePages') && arm.has('sameFramesAfterPages')
      ? byFrames(arm, pages)
      : byShare(arm);
  },
};

function byFrames(arm: ArmReadings, pages: number) {
  const before = arm.least('sameFramesBeforePages');
  const after = arm.most('sameFramesAfterPages');
  return decideBy(
    before === pages && after === 0,
    `${formatCount(before)} of ${formatCount(pages)} pages stood on the same frame before the child wrote, ${formatCount(after)} after`,
  );
}

/** Of a page that two processes map, each has half in its proportional set size. Both sizes are sums over the two. */
function byShare(arm: ArmReadings) {
  const [before, after, rss] = [
    arm.median('pssBeforeBytes'),
    arm.median('pssAfterBytes'),
    arm.median('rssBeforeBytes'),
  ];
  return decideBy(
    Math.abs(before - rss / 2) <= rss / 100 && Math.abs(after - rss) <= rss / 100,
    `of ${formatBytes(rss)} mapped by both, ${formatBytes(before)} were there before the child wrote, ${formatBytes(after)} after ` +
      '(page frames are hidden here)',
  );
}
