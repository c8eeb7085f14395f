/** K11: whether the program's checks and units are right. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { programRuns, worksForOne } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/arguments';
const optimiser = 'post-program/optimiser';
const abort = 6;

export const k11: Claim = {
  id: 'K11',
  title: 'the checks and units are right',
  statement:
    'The program’s assertions catch what goes wrong, its MB are megabytes, and its six decimals are enough.',
  source: ['the post, its code: assert(ret==0), 1<<20, %f'],
  prediction:
    'A failed mapping ends in an assertion, 1 MB is 10^6 bytes, and no time is printed as 0.000000. An exception to any of these refutes it.',
  mechanism:
    'Both functions return 0 whatever happens, so their assertions hold always; 1<<20 is a MiB, 4.9 % more than an MB; and %f ends at the ' +
    'microsecond. The unsigned difference of two times is right, by wrapping twice.',
  caveats: ['With -DNDEBUG there is no assertion at all.'],
  needs: [stage, optimiser],
  decide(evidence) {
    const runs = programRuns(armOf(evidence, stage, 'unoptimised'));
    requireEngaged(worksForOne(runs), 'the program did not even fill 1 MiB');
    const failures = runs.filter(({ mmapErrno }) => mmapErrno > 0);
    requireEngaged(failures.length > 0, 'no mapping failed: there was nothing to catch');
    const uncaught = failures.filter(({ signal }) => signal !== abort).length;
    const one = runs.find(({ argument }) => argument === '1')?.sizeBytes ?? 0;
    const optimised = hasArm(evidence, optimiser, '-O2')
      ? programRuns(armOf(evidence, optimiser, '-O2'))
      : [];
    const zeros = optimised.filter(({ mallocPrintedNs }) => mallocPrintedNs === 0).length;
    const sentence =
      `${uncaught} of ${failures.length} failed mappings passed the assertions; 1 MB is ${formatCount(one)} bytes; ` +
      `${zeros} of ${optimised.length} times at -O2 were printed as 0.000000`;
    return uncaught > 0 || one !== 1e6 || zeros > 0 ? refuted(sentence) : supported(sentence);
  },
};
