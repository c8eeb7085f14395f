/** Launches a command under the recorder of the probe, which appends what the kernel tells of it to a trace file. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import type { BuiltProbe } from './build.ts';
import { findCommand } from './find-command.ts';
import { holdSignals, isHeld } from './held-signals.ts';
import {
  type Ended,
  interruptedBeforeLaunch,
  type Launched,
  type Message,
  parseMessage,
  type Ready,
  unspawned,
} from './record-protocol.ts';
import { RecorderAnswers } from './recorder-answers.ts';

/** What to observe of which command. */
export type RecordingRequest = {
  readonly command: readonly string[];
  /** Each page fault. */
  readonly faults: boolean;
  /** The memory calls, from tracepoints. */
  readonly calls: boolean;
  /** Each VMA as it is made, and what becomes of processes and threads. */
  readonly mappings: boolean;
  /**
   * The command is strace, whose own doings are left out. The word `{trace}` among its options becomes the file to write to.
   */
  readonly wrapper?: boolean;
  /** Bytes of each CPU's ring buffer; rounded down to a power of two, and less where less is granted. Default: 8 MiB. */
  readonly bufferBytes?: number;
};

export type RecordingOptions = {
  /** Called when the events are open and before the command runs: the time to write the header of the trace. What it throws is what
   * both promises reject with, and nothing is launched. */
  readonly onReady?: (ready: Ready) => void;
  /** What strace writes, in pieces as they come. Only for a wrapper. */
  readonly onStraceChunk?: (chunk: Buffer) => void;
};

/** A command under observation. Both promises reject with the same Problem where nothing was launched. */
export type Recording = {
  /** Once the command executes its program. */
  readonly launched: Promise<Launched>;
  /** How the command ended, when its trace is whole and nothing of it runs any more. */
  readonly ended: Promise<Ended>;
  /** Ends what still runs: by SIGTERM, after two seconds or when called again by SIGKILL. */
  endAll(): void;
};

function ignore(): void {}

function spawnRecorder(
  built: BuiltProbe,
  request: RecordingRequest,
  program: string,
  traceFile: number,
): ChildProcess {
  const { command, wrapper = false, bufferBytes = 0, ...observed } = request;
  const words = JSON.stringify({ ...observed, wrapper, bufferBytes, program });
  // Descriptors 3 to 5 as probe/record/channels.h has them.
  const stdio: StdioOptions = [
    'inherit',
    'inherit',
    'inherit',
    traceFile,
    'pipe',
    wrapper ? 'pipe' : 'ignore',
  ];
  try {
    return spawn(built.path, ['--record', words, ...command], { stdio });
  } catch (error) {
    throw unspawned(error as Error);
  }
}

function eachMessage(control: Duplex | null | undefined, take: (message: Message) => void): void {
  let held = '';
  control?.setEncoding('utf8');
  control?.on('data', (chunk: string) => {
    const lines = (held + chunk).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) take(parseMessage(line));
  });
  // It hangs up when it ends; what is said to it then is lost.
  control?.on('error', ignore);
}

/** What is executed: the command, and behind a wrapper the user's own, which the wrapper would look for in its own way. */
function programsOf({ command, wrapper }: RecordingRequest): readonly string[] {
  const [first = '', ...words] = command;
  return wrapper ? [first, words[words.indexOf('--') + 1] ?? ''] : [first];
}

/** Lets the command begin; false where nothing is to begin any more. */
function release(
  ready: Ready,
  control: Duplex | null | undefined,
  giveUp: (why: Error) => void,
  { onReady }: RecordingOptions,
): boolean {
  try {
    if (!control || control.destroyed) return false;
    onReady?.(ready);
    control.write('go\n');
    return true;
  } catch (error) {
    giveUp(error as Error);
    return false;
  }
}

/**
 * Starts the recording. `traceFile` is a descriptor opened for appending; the recorder appends whole lines, so that others may
 * append to the same file. stdin, stdout, stderr, environment and process group of the command are this process's, and the
 * signals that come to this process are the command's; before its launch they are the end (exit code 130).
 * Throws a Problem where the command cannot be found (exit code 2) or gains rights that forbid watching it (3).
 */
export function startRecording(
  built: BuiltProbe,
  request: RecordingRequest,
  traceFile: number,
  options: RecordingOptions = {},
): Recording {
  const program =
    programsOf(request)
      .map((word) => findCommand(word))
      .at(-1) ?? '';
  const child = spawnRecorder(built, request, program, traceFile);
  const [, , , , control, relay] = child.stdio as readonly unknown[] as readonly (
    | Duplex
    | null
    | undefined
  )[];
  relay?.on('data', (chunk: Buffer) => options.onStraceChunk?.(chunk));
  relay?.on('error', ignore);

  const answers = new RecorderAnswers(request.command[0] ?? '', program);
  const giveUp = (why: Error): void => {
    answers.fail(why);
    control?.destroy(); // the command, which waits for its `go`, ends unlaunched
  };
  let released = false;
  const releaseSignals = holdSignals((signal, reached) => {
    if (!released) giveUp(interruptedBeforeLaunch(signal));
    else if (!reached) child.kill(signal);
  });
  eachMessage(control, (message) => {
    if ('ready' in message) released = release(message.ready, control, giveUp, options);
    else answers.take(message);
  });
  const close = (why: string): void => {
    releaseSignals();
    answers.close(why);
  };
  child.on('close', (code, signal) => {
    if (!released && isHeld(signal)) answers.fail(interruptedBeforeLaunch(signal));
    close(signal ? `was ended by ${signal}` : `left with exit code ${code}`);
  });
  child.on('error', (error) => close(`could not be started: ${error.message}`));
  return { launched: answers.launched, ended: answers.ended, endAll: () => void control?.write('end\n') };
}
