/** Runs of commands without a process: a probe that answers from a function, and the instruments around it. */

import type { CommandRequest, CommandUsage } from '../../src/model/command.ts';
import type { CommandArm, CommandStage } from '../../src/model/experiment.ts';
import type { TrialOutcome } from '../../src/model/probe.ts';
import { planOf } from '../analysis/fixture.ts';
import { ReplayedRun, type ReplayOptions } from './replayed-run.ts';

export function commandArm(line: string, parts: Partial<CommandArm> = {}): CommandArm {
  return { name: line, line, argv: line.split(' '), shell: null, parameters: {}, hooks: {}, ...parts };
}

/** A stage of these commands, one word each unless told otherwise. */
export function commandStage(
  commands: readonly (string | CommandArm)[],
  parts: Partial<CommandStage> = {},
): CommandStage {
  return {
    kind: 'commands',
    name: 'compare',
    question: 'what do these commands cost?',
    commands: commands.map((one) => (typeof one === 'string' ? commandArm(one) : one)),
    input: null,
    output: null,
    directory: '/',
    ignoreFailure: 'none',
    checkOutput: false,
    warmup: 0,
    minBlocks: 0,
    share: 1,
    maxBlocks: 5,
    ...parts,
  };
}

export const quietUsage: CommandUsage = {
  userNs: 600_000,
  systemNs: 400_000,
  minorFaults: 100,
  majorFaults: 0,
  voluntarySwitches: 1,
  involuntarySwitches: 0,
  leftRunning: 0,
};

/** A good ending after so many nanoseconds; a witness trial has a peak of 1 MiB. */
export function commandOutcome(
  request: CommandRequest,
  wallNs = 1_000_000,
  parts: Partial<TrialOutcome> = {},
): TrialOutcome {
  const peak = {
    state: 'measured',
    value: { largestBytes: 2 ** 20, sumBytes: 2 ** 20, processes: 1, threads: 1 },
  } as const;
  return {
    end: { how: 'exit', code: 0 },
    wallNs,
    steps: [],
    usage: quietUsage,
    ...(request.witness ? { peak } : {}),
    ...parts,
  };
}

export type CommandAnswer = (request: CommandRequest, number: number) => TrialOutcome;

export class ReplayedCommands extends ReplayedRun {
  readonly requests: CommandRequest[] = [];

  constructor(stage: CommandStage, options: ReplayOptions & { readonly commandAnswer?: CommandAnswer } = {}) {
    super(planOf(stage), options);
    const answer = options.commandAnswer ?? ((request) => commandOutcome(request));
    this.probe.runCommand = async (request) => {
      this.nowMs += options.trialMs ?? 1;
      return answer(request, this.requests.push(request) - 1);
    };
  }

  /** What was executed, in order: `sort`, or `sort*` in a witness trial. */
  get executed(): string[] {
    return this.requests.map(({ command, witness }) => `${command.argv.join(' ')}${witness ? '*' : ''}`);
  }
}
