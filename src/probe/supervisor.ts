/** Talks to the probe's supervisor: requests go in at once, answers come back in the same order. */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import type { Probe, ProbeDescription, TrialOutcome, TrialRequest } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import type { BuiltProbe } from './build.ts';
import { parseAnswer, parseDescription, serializeRequest } from './protocol.ts';

type Waiting = {
  readonly id: number;
  readonly resolve: (outcome: TrialOutcome) => void;
  readonly reject: (error: Error) => void;
};

function gone(why: string): Problem {
  return new Problem(
    'supervisor-gone',
    `the probe's supervisor ${why}`,
    'what was measured until then is kept',
    3,
  );
}

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

/** The probe's answer to a line in which it could read no id: one that is too long or no JSON to it. */
const unreadableId = -1;

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

/** Starts a supervisor for the executable. It leaves when this process ends, however that happens. */
export function startProbe(built: BuiltProbe, description: ProbeDescription = describeProbe(built)): Probe {
  const child = spawn(built.path, ['--serve'], { stdio: 'pipe', env: {} });
  const waiting: Waiting[] = [];
  let nextId = 0;
  let ended: Problem | undefined;

  function fail(problem: Problem): void {
    ended ??= problem;
    for (const one of waiting.splice(0)) one.reject(ended);
  }

  child.stderr.resume(); // read and dropped: a trial that writes to a full pipe would wait for its deadline
  eachLine(child, (line) => {
    const [first] = waiting;
    try {
      const { id, outcome } = parseAnswer(line);
      if (!first || (id !== first.id && id !== unreadableId)) throw new Error(`request ${id}`);
      waiting.shift();
      first.resolve(outcome);
    } catch (error) {
      fail(gone(`answered otherwise than to request ${first?.id}: ${(error as Error).message}`));
    }
  });
  child.on('error', (error) => fail(gone(`could not be started: ${error.message}`)));
  child.stdin.on('error', () => fail(gone('closed its input')));
  const closed = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      fail(gone(signal ? `was ended by ${signal}` : `left with exit code ${code}`));
      resolve();
    });
    child.on('error', () => resolve());
  });

  return {
    description,
    identity: built.identity,
    runTrial(request: TrialRequest): Promise<TrialOutcome> {
      if (ended) return Promise.reject(ended);
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.push({ id, resolve, reject });
        child.stdin.write(`${serializeRequest(id, request)}\n`);
      });
    },
    close(): Promise<void> {
      child.stdin.end();
      return closed;
    },
  };
}
