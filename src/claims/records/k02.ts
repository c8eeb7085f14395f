/** K02: whether the argument is the size. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { argumentsOf, type ProgramRun, programRuns, worksForOne } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/arguments';
const isWhole = ({ argument }: ProgramRun): boolean => /^[1-9][0-9]*$/.test(argument);

export const k02: Claim = {
  id: 'K02',
  title: 'the argument N means N MiB',
  statement: 'Whatever whole number of MiB the program is given, that many it obtains and fills.',
  source: ['the post, its code: an int of bytes'],
  prediction:
    'The size it works with is the argument times 2^20, for arguments on both sides of 2048 and 4096. Any other size refutes it.',
  mechanism:
    'The product is an int. From 2048 on it overflows: to a negative number, which becomes a size near 2^64 that no malloc gives; at 4096 to ' +
    'zero; at 4097 to one MiB, measured without a word.',
  caveats: [
    'Overflow of a signed integer is undefined: what is seen is what compilers do, not what they must do.',
  ],
  needs: [stage],
  decide(evidence) {
    const runs = programRuns(armOf(evidence, stage, 'unoptimised'));
    requireEngaged(worksForOne(runs), 'the program did not even fill 1 MiB');
    const whole = runs.filter(isWhole);
    const wrong = whole.filter(({ argument, sizeBytes }) => sizeBytes !== Number(argument) * 2 ** 20);
    if (wrong.length === 0) return supported(`${argumentsOf(whole)}: each is its number of MiB`);
    const seen = new Map(
      wrong.map(({ argument, sizeBytes, signal }) => [
        argument,
        `${argument} is ${formatBytes(sizeBytes)}${signal > 0 ? ` and signal ${signal}` : ' and exit 0'}`,
      ]),
    );
    return refuted([...seen.values()].join('; '));
  },
};
