/** K04: what the program does with arguments that are no sizes. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { argumentsOf, type ProgramRun, programRuns, worksForOne } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/arguments';
const isNoSize = ({ argument }: ProgramRun): boolean => !/^[1-9][0-9]*$/.test(argument);
const refusesIt = ({ exitCode, signal, said }: ProgramRun): boolean => signal === 0 && exitCode > 0 && said;

export const k04: Claim = {
  id: 'K04',
  title: 'any invocation is measured or refused',
  statement: 'An argument that is no size, or none at all, is refused with a message.',
  source: ['the post, its code: atoi, and argc unused'],
  prediction:
    'Such executions end with a message and an exit code other than 0. A signal, or a time that is printed, refutes it.',
  mechanism:
    'atoi has no way to say that there was no number: it answers 0, or the digits before the first other character. Without an argument it is ' +
    'given a null pointer.',
  caveats: [],
  needs: [stage],
  decide(evidence) {
    const runs = programRuns(armOf(evidence, stage, 'unoptimised'));
    requireEngaged(worksForOne(runs), 'the program did not even fill 1 MiB');
    const strange = runs.filter(isNoSize);
    requireEngaged(strange.length > 0, 'no such argument was given');
    const taken = strange.filter((run) => !refusesIt(run));
    if (taken.length === 0) return supported(`${argumentsOf(strange)}: each was refused`);
    const killed = taken.filter(({ signal }) => signal > 0);
    const timed = new Map(
      taken
        .filter(({ mmapPrintedNs }) => mmapPrintedNs >= 0)
        .map(({ argument, sizeBytes }) => [argument, `${argument} as ${formatBytes(sizeBytes)}`]),
    );
    const parts = [
      killed.length > 0 ? `ended by a signal: ${argumentsOf(killed)}` : '',
      timed.size > 0 ? `timed: ${[...timed.values()].join(', ')}` : '',
    ];
    return refuted(parts.filter(Boolean).join('; '));
  },
};
