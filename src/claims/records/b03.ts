/** B03: setting a parameter stops the threshold from moving. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireGlibc, wasMapped } from '../malloc-cycles.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'threshold/frozen';
const settings = ['mmap-threshold', 'trim-threshold', 'top-pad', 'mmap-max'];

export const b03: Claim = {
  id: 'B03',
  title: 'setting a malloc parameter freezes the threshold',
  statement:
    'Setting glibc’s mmap threshold, trim threshold, top pad or most mappings, even to its default, stops the thresholds from moving.',
  source: ['mallopt(3)', 'the GNU C Library manual, Memory Allocation Tunables'],
  since: { glibc: '2.26' },
  prediction:
    'With each of the four at its default value, the second block of 1 MiB is mapped again; with nothing set, and with ' +
    'arena_max, it is not. One of the four that leaves the second block to the heap refutes it.',
  mechanism:
    'Whoever sets one of them is taken to know what the program needs: mallopt and the tunables set a flag, ' +
    'no_dyn_threshold, beside the value. The value itself does not matter.',
  caveats: [
    'A service that sets top_pad or trim_threshold alone takes large blocks from mmap every time, and pays their faults again.',
  ],
  needs: [stage],
  decide(evidence) {
    const untouched = armOf(evidence, stage, 'untouched');
    const control = armOf(evidence, stage, 'arena-max');
    requireGlibc(untouched, control);
    requireEngaged(
      wasMapped(untouched, 0) && !wasMapped(untouched, 1),
      'the threshold does not move here with nothing set either',
    );
    const free = settings.filter((name) => !wasMapped(armOf(evidence, stage, name), 1));
    if (wasMapped(control, 1))
      undecided('a setting that the statement does not name (arena_max) stopped it, too');
    if (free.length > 0)
      return refuted(`the second block still came from the heap with ${free.join(', ')} at its default`);
    return supported(
      `the second block was mapped again with each of ${settings.join(', ')} at its default, and not with nothing or arena-max set`,
    );
  },
};
