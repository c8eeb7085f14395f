/** Talks to the probe's supervisor: requests go in at once, answers come back in the same order. */
import {
  type ChildProcessWithoutNullStreams,
  execFileSync,
  type StdioOptions,
  spawn,
} from 'node:child_process';
import type { CommandRequest } from '../model/command.ts';
import type { Probe, ProbeDescription, ProgramRequest, TrialOutcome, TrialRequest } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import type { BuiltProbe } from './build.ts';
import { parseDescription, serializeRequest } from './protocol.ts';
import { RequestQueue } from './request-queue.ts';

/** Runs `--describe`; throws a Problem (exit code 3) where the executable does not run or speaks another protocol. */
export function describeProbe(built: BuiltProbe): ProbeDescription {
  try {
    return parseDescription(execFileSync(built.path, ['--describe'], { encoding: 'utf8' }));
  } catch (error) {
    throw new Problem(
      'probe-unusable',
      `'${built.path} --describe' did not answer as this version expects: ${(error as Error).message}`,
      'remove that file and start again: it is compiled anew',
      3,
    );
  }
}

/** Hands each whole line of the stream to `take`. */
function eachLine(child: ChildProcessWithoutNullStreams, take: (line: string) => void): void {
  let held = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    const lines = (held + chunk).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

/** What the user's own commands may have of this process: its environment, its stdout and its stderr; trials have nothing. */
export type Inheritance = 'nothing' | 'everything';

function spawnSupervisor(built: BuiltProbe, inherits: Inheritance): ChildProcessWithoutNullStreams {
  if (inherits === 'nothing') return spawn(built.path, ['--serve'], { stdio: 'pipe', env: {} });
  // Descriptors 3 and 4 are where the probe's commands find the output that they inherit (probe/command.h).
  const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', 1, 2];
  return spawn(built.path, ['--serve'], { stdio }) as ChildProcessWithoutNullStreams;
}

/** Starts a supervisor for the executable. It leaves when this process ends, however that happens. */
export function startProbe(
  built: BuiltProbe,
  description: ProbeDescription = describeProbe(built),
  inherits: Inheritance = 'nothing',
): Probe {
  const child = spawnSupervisor(built, inherits);
  const queue = new RequestQueue();
  child.stderr.resume(); // read and dropped: a trial that writes to a full pipe would wait for its deadline
  eachLine(child, (line) => queue.answer(line));
  child.stdin.on('error', () => queue.fail('closed its input'));
  const closed = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      queue.fail(signal ? `was ended by ${signal}` : `left with exit code ${code}`);
      resolve();
    });
    child.on('error', (error) => {
      queue.fail(`could not be started: ${error.message}`);
      resolve();
    });
  });
  const send = (request: TrialRequest | ProgramRequest | CommandRequest): Promise<TrialOutcome> =>
    queue.enter((id) => child.stdin.write(`${serializeRequest(id, request)}\n`));
  return {
    description,
    identity: built.identity,
    runTrial: send,
    runProgram: send,
    runCommand: send,
    close(): Promise<void> {
      child.stdin.end();
      return closed;
    },
  };
}
