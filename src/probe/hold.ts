/** Runs a command, holds it at a point of its life while it is read, and lets it end. */
import type { HeldEnding, HoldPoint, HoldStop, LayoutConditions } from '../model/held-command.ts';
import { type BuiltProbe, buildProbe } from './build.ts';
import { findCommand } from './find-command.ts';
import { type HeldOutput, type HoldRequest, type HoldSession, startHold } from './hold-session.ts';
import { endedEarly, endingOf, refusalOf } from './hold-words.ts';

export type HoldCommand = LayoutConditions & {
  /** The command and its arguments; the first is looked up in PATH. */
  readonly words: readonly string[];
  readonly at: HoldPoint;
  /** Where its standard output goes; ours by default. Its stdin and stderr are ours. */
  readonly output?: HeldOutput;
  /** What becomes of it after it was read: it goes on to its own end (the default at `exit`), or is ended (elsewhere). */
  readonly afterwards?: 'continue' | 'end';
  /** Reach the entry point by single steps even where there are hardware breakpoints. */
  readonly singleStep?: boolean;
};

export type HeldResult<T> = {
  readonly result: T;
  readonly ending: HeldEnding;
  /** Processes that it had left running; they were ended. */
  readonly leftRunning: number;
};

/** The request for the probe. */
export function holdRequestOf(
  command: LayoutConditions & { at: HoldPoint; singleStep?: boolean },
): HoldRequest {
  const { at, noRandomize, legacyLayout, stackBytes, singleStep } = command;
  return {
    at: typeof at === 'object' ? Math.round(at.afterMs) : at,
    ...(noRandomize === undefined ? {} : { noRandomize }),
    ...(legacyLayout === undefined ? {} : { legacyLayout }),
    ...(stackBytes === undefined ? {} : { stackBytes }),
    ...(singleStep === undefined ? {} : { singleStep }),
  };
}

/** Ctrl-C goes to the whole process group: while the command runs it is the command's to answer, not ours. */
async function leavingSignalsToIt<T>(wait: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGQUIT'] as const;
  const ignore = (): void => {};
  for (const signal of signals) process.on(signal, ignore);
  try {
    return await wait();
  } finally {
    for (const signal of signals) process.off(signal, ignore);
  }
}

async function untilHeld(
  session: HoldSession,
  command: HoldCommand,
  path: string,
): Promise<{ readonly through: number; readonly stop: HoldStop }> {
  const line = await leavingSignalsToIt(() => session.next());
  if ('refused' in line) throw refusalOf(line.refused, command.words, path);
  if ('ended' in line) throw endedEarly(command.words, command.at, endingOf(line.ended));
  if (!('held' in line)) throw new Error(`the probe said ${JSON.stringify(line)} instead of where it holds`);
  const stop: HoldStop = {
    at: command.at,
    pid: line.held,
    movingThreads: line.moving,
    singleSteps: line.steps ?? 0,
    ...(line.pending ? { pending: endingOf(line.pending) } : {}),
  };
  return { through: line.through, stop };
}

/**
 * Runs the command and calls `read` while it stands at the point. `pid` is the one to read `/proc/PID` by: the command's, or,
 * where its main thread has ended before the others, that of the last thread, whose `/proc` still shows the memory. Nothing of
 * the command is there any more when this returns or throws. Throws a Problem where it cannot be run (exit code 2), cannot be
 * held on this machine (3), or ended before the point (2).
 */
export async function holdCommand<T>(
  command: HoldCommand,
  read: (pid: number, stop: HoldStop) => Promise<T> | T,
  built: BuiltProbe = buildProbe(),
): Promise<HeldResult<T>> {
  const path = findCommand(command.words[0] ?? '');
  const session = startHold(
    built.path,
    { ...holdRequestOf(command), program: path },
    command.words,
    command.output ?? 'inherit',
  );
  try {
    const { through, stop } = await untilHeld(session, command, path);
    const result = await read(through, stop);
    const afterwards = command.afterwards ?? (command.at === 'exit' ? 'continue' : 'end');
    session.order(afterwards);
    const line = await leavingSignalsToIt(() => session.next());
    if (!('ended' in line)) throw new Error(`the probe said ${JSON.stringify(line)} instead of how it ended`);
    const ending: HeldEnding = afterwards === 'end' ? { how: 'ended' } : endingOf(line.ended);
    return { result, ending, leftRunning: line.leftRunning };
  } finally {
    await session.close();
  }
}
