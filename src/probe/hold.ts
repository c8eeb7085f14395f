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
class LeftToTheCommand {
  /** Ctrl-C came, whatever the command made of it. */
  interrupted = false;
  readonly #interrupt = (): void => {
    this.interrupted = true;
  };

  begin(): void {
    process.on('SIGINT', this.#interrupt);
    process.on('SIGQUIT', ignore);
  }

  end(): void {
    process.off('SIGINT', this.#interrupt);
    process.off('SIGQUIT', ignore);
  }
}

function ignore(): void {}

async function untilHeld(
  session: HoldSession,
  command: HoldCommand,
  path: string,
  signals: LeftToTheCommand,
): Promise<{ readonly through: number; readonly stop: HoldStop }> {
  const line = await session.next();
  if ('refused' in line) throw refusalOf(line.refused, command.words, path);
  if ('ended' in line) throw endedEarly(command.words, command.at, endingOf(line.ended), signals.interrupted);
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
 * held on this machine (3), or ended before the point (2; 130 where Ctrl-C came).
 */
export async function holdCommand<T>(
  command: HoldCommand,
  read: (pid: number, stop: HoldStop) => Promise<T> | T,
  built: BuiltProbe = buildProbe(),
): Promise<HeldResult<T>> {
  const path = findCommand(command.words[0] ?? '');
  const signals = new LeftToTheCommand();
  const request = { ...holdRequestOf(command), program: path };
  let session: HoldSession | undefined;
  signals.begin(); // before it runs: Ctrl-C may come with its first line
  try {
    session = startHold(built.path, request, command.words, command.output ?? 'inherit');
    const { through, stop } = await untilHeld(session, command, path, signals);
    signals.end();
    const result = await read(through, stop);
    const afterwards = command.afterwards ?? (command.at === 'exit' ? 'continue' : 'end');
    signals.begin();
    session.order(afterwards);
    const line = await session.next();
    if (!('ended' in line)) throw new Error(`the probe said ${JSON.stringify(line)} instead of how it ended`);
    const ending: HeldEnding = afterwards === 'end' ? { how: 'ended' } : endingOf(line.ended);
    return { result, ending, leftRunning: line.leftRunning };
  } finally {
    await session?.close();
    signals.end();
  }
}
