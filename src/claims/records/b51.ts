/** B51: fault-around. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { requireCached } from '../cached-file.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'demand-paging/warm-faults';
const reading = ['page by page', 'page by page, shared'];
/** 64 KiB, less what the ends of the mapping cut off. */
const leastBytes = 60 * 1024;

export const b51: Claim = {
  id: 'B51',
  title: 'a read fault on a cached file maps 64 KiB',
  statement: 'A read fault on a cached file maps the 64 KiB around it (16 pages of 4 KiB), or more.',
  source: ['fault_around_bytes of the kernel', 'field practice'],
  since: { kernel: '3.15' },
  prediction:
    'Reading every page of a cached file takes a fault for each 64 KiB at most. More faults refute it.',
  mechanism:
    'The page is in memory: only the page table entry is missing, and writing sixteen of them costs little more than one. So the ' +
    'kernel maps what is cached within the aligned 64 KiB around the address. Where the cache holds large folios one fault maps ' +
    'more. A first store to a private page must copy that page and gets none of this.',
  caveats: [
    'Faults are thus no measure of pages: divide times by faults that were counted, never by pages assumed.',
    'The window can be changed (debugfs, fault_around_bytes).',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = reading.map((name) => armOf(evidence, stage, name));
    for (const arm of arms) {
      requireCached(arm);
      requireEngaged(arm.faults('touch') > 0, `${arm.place}: no fault was taken`);
    }
    const bytesPerFault = arms.map(
      (arm) =>
        (arm.fact('pages') * evidence.machine.pageSizeBytes) / Math.max(...arm.sums('touch', 'minorFaults')),
    );
    const written = armOf(evidence, stage, 'page by page, written');
    const [first] = arms;
    return decideBy(
      Math.min(...bytesPerFault) >= leastBytes,
      `${formatCount(first?.fact('pages') ?? 0)} cached pages were read with ${formatCount(first?.faults('touch') ?? 0)} faults ` +
        `(${formatCount(Math.round(Math.min(...bytesPerFault) / 1024))} KiB a fault), and written with ` +
        `${formatCount(written.faults('touch'))} in a private mapping`,
    );
  },
};
