/** K12: what the program does where there is not enough. */
import type { Claim } from '../../model/claim.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { type ProgramRun, programRuns } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/limited';
const inContainer = 'post-program/memory-limit';
const containerArm = 'in 64 MiB';

function endOf({ signal, exitCode, said }: ProgramRun): string {
  if (signal > 0) return `ended by signal ${signal}${said ? ', after a message' : ', without a word'}`;
  return `exit code ${exitCode}${said ? ' and a message' : ''}`;
}

export const k12: Claim = {
  id: 'K12',
  title: 'the program is safe to run with any size',
  statement: 'Asked for more than it can have, the program says so and stops.',
  source: ['the post, its code: no look at free memory or limits'],
  prediction:
    'Under a limit below the size asked for it ends with a message and an exit code of its own. An end by a signal refutes it.',
  mechanism:
    'Nothing is asked beforehand and no result is looked at. Where addresses are limited malloc answers NULL and the fill writes to address 0; ' +
    'where memory is limited, by a container or by the machine itself, malloc promises what is not there and the kernel kills: the program, or ' +
    'whatever else it holds responsible.',
  caveats: [
    'The limit of addresses stands for the machine, which is not exhausted for this; the container is tried with --allow-system-changes.',
  ],
  needs: [stage, inContainer],
  decide(evidence) {
    const runs = programRuns(armOf(evidence, stage, '32 MiB of address space'));
    requireEngaged(
      runs.every(({ exitCode }) => exitCode !== 0),
      'the program got what it asked for in spite of the limit',
    );
    const contained = hasArm(evidence, inContainer, containerArm)
      ? programRuns(armOf(evidence, inContainer, containerArm))
      : [];
    const [first] = runs as [ProgramRun];
    const [killed] = contained;
    const sentence = `64 MiB in 32 MiB of addresses: ${endOf(first)}${killed ? `; 128 MiB in a container of 64: ${endOf(killed)}` : ''}`;
    const safe = [...runs, ...contained].every(
      ({ signal, exitCode, said }) => signal === 0 && exitCode > 0 && said,
    );
    return safe ? supported(sentence) : refuted(sentence);
  },
};
