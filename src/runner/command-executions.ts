/** Single executions of a stage's commands and of their hooks, each awaited, and none that failed passed over. */

import type { CommandRequest } from '../model/command.ts';
import { wrongEnding } from '../model/command-ending.ts';
import type { CommandArm, CommandHooks, CommandStage } from '../model/experiment.ts';
import type { TrialOutcome } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import type { Instruments } from './instruments.ts';

/** The probe's longest: whoever runs a command for a day knows what he does. */
const longestMs = 86_400_000;

const hookNames: Record<keyof CommandHooks, string> = {
  setup: 'set-up (--setup)',
  prepare: 'preparation (--prepare)',
  conclude: 'conclusion (--conclude)',
  cleanup: 'clean-up (--cleanup)',
};

/** `'sort big.txt'`, and the whole line where the name is another. */
function inWords(arm: CommandArm): string {
  return arm.name === arm.line ? `'${arm.name}'` : `'${arm.name}' ('${arm.line}')`;
}

function failure(arm: CommandArm, during: string, wrong: string, refused: boolean): Problem {
  if (refused) {
    return new Problem(
      'command-refused',
      `the command ${inWords(arm)} ${wrong}`,
      wrong.includes('cannot be executed') && arm.shell === null
        ? 'it was to be executed directly; with -S sh a shell looks at it first'
        : 'see that its files and folders are there, and may be used',
    );
  }
  return new Problem(
    'command-failed',
    `the command ${inWords(arm)} ${wrong}, in ${during}`,
    "--output inherit shows what it says; --ignore-failure measures it all the same (or only some codes: -i 1,2); `|| true` in it is the shell's way",
  );
}

export class CommandExecutions {
  readonly #stage: CommandStage;
  readonly #with: Instruments;

  constructor(stage: CommandStage, instruments: Instruments) {
    this.#stage = stage;
    this.#with = instruments;
  }

  /** Executes the command once, whatever comes of it. A witness trial prints into a pipe where outputs are compared. */
  execute(arm: CommandArm, paddingBytes: number, witness: boolean): Promise<TrialOutcome> {
    const { input, output, checkOutput } = this.#stage;
    const into = witness && checkOutput ? 'pipe' : output;
    return this.#run(arm.argv, input, into, paddingBytes, witness);
  }

  /** Throws a Problem unless the command ended as it may; `during` names the execution. */
  requireGoodEnding(arm: CommandArm, during: string, { end }: Pick<TrialOutcome, 'end'>): void {
    const wrong = wrongEnding(end, this.#stage.ignoreFailure);
    if (wrong) throw failure(arm, during, wrong, end.how === 'refused');
  }

  /** Executes one of the command's hooks, where it has it. Throws a Problem where that fails. */
  async hook(arm: CommandArm, name: keyof CommandHooks): Promise<void> {
    const argv = arm.hooks[name];
    if (!argv) return;
    this.#with.abort.throwIfAborted();
    const { output } = this.#stage;
    const { end } = await this.#run(argv, null, output === 'inherit' ? output : null, 0, false);
    const wrong = wrongEnding(end);
    if (!wrong) return;
    throw new Problem(
      'hook-failed',
      `the ${hookNames[name]} of ${inWords(arm)}, '${argv.at(-1)}', ${wrong}`,
      'run it by hand to see why; append `|| true` where its failure does no harm',
    );
  }

  #run(
    argv: readonly string[],
    input: string | null,
    output: string | null,
    paddingBytes: number,
    witness: boolean,
  ): Promise<TrialOutcome> {
    const request: CommandRequest = {
      command: { argv, directory: this.#stage.directory, input, output, inheritEnvironment: true },
      environment: {},
      paddingBytes,
      cpu: this.#with.header.settings.cpu,
      deadlineMs: longestMs,
      witness,
    };
    return this.#with.probe.runCommand(request);
  }
}
