/** The words exchanged with the recorder: probe/record/record.h has them too. */
import { readFileSync } from 'node:fs';
import { Problem } from '../model/problem.ts';

/** What was granted. */
export type Ready = {
  /** Bytes of each CPU's ring buffer; 0 where no events are open. */
  readonly bufferBytes: number;
  /** Faults taken inside the kernel are seen. */
  readonly kernelFaults: boolean;
};

/** The moment that a trace's times count from. */
export type Launched = {
  /** The command's process (a wrapper's own). */
  readonly pid: number;
  /** The wall clock, in microseconds since 1970. */
  readonly realtimeUs: number;
};

/** How the command ended: one of the two is null. */
export type Ended = {
  readonly exitCode: number | null;
  /** The signal's name. */
  readonly signal: string | null;
};

type Failed = { readonly attempt: string; readonly errno: number; readonly error: string };

export type Message =
  | { readonly ready: Ready }
  | { readonly launched: Launched }
  | { readonly ended: Ended & { readonly writeError: string | null } }
  | { readonly failed: Failed };

/** Lines come from our own probe: they are not validated member by member. */
export function parseMessage(line: string): Message {
  return JSON.parse(line) as Message;
}

function paranoia(): string {
  try {
    return readFileSync('/proc/sys/kernel/perf_event_paranoid', 'utf8').trim();
  } catch {
    return 'not readable';
  }
}

/** Errno values of Linux on x86-64 and arm64. */
const [noPermission, noEntry, noAccess] = [1, 2, 13];

/** What stands against an event, and what may be done about it. */
function eventRefused({ attempt, errno, error }: Failed): Problem {
  const tracepoint = attempt.includes('tracepoint');
  const other = tracepoint
    ? '--source strace needs no right'
    : 'without page faults (--source strace) no right is needed';
  const hint =
    tracepoint && errno === noEntry
      ? `mount tracefs (sudo mount -t tracefs tracefs /sys/kernel/tracing); ${other}`
      : `sudo sysctl kernel.perf_event_paranoid=${tracepoint ? -1 : 1}, or the capability CAP_PERFMON, or root; ${other}`;
  const setting =
    errno === noAccess || errno === noPermission ? ` (kernel.perf_event_paranoid is ${paranoia()})` : '';
  return new Problem(
    'recording-refused',
    `the kernel was asked for ${attempt} of the command and answered: ${error}${setting}`,
    hint,
    3,
  );
}

function losesCapabilities(program: string): Problem {
  return new Problem(
    'privileged-command',
    `'${program}' has file capabilities; under observation the kernel drops them, or shows nothing of it. It was not run`,
    'run firsttouch as root to see it with them',
    3,
  );
}

/** Why nothing was launched. */
export function refusal(failed: Failed, command: string, program: string): Problem {
  if (failed.attempt === 'file capabilities') return losesCapabilities(program);
  if (failed.attempt !== 'exec') return eventRefused(failed);
  return new Problem(
    'command-not-executable',
    `'${command}' cannot be executed: ${failed.error}`,
    'a script needs an interpreter that exists in its first line; a program must be made for this processor',
  );
}

/** The trace that was not written to its end. */
export function unwritten(why: string): Problem {
  return new Problem(
    'trace-not-written',
    `the trace file could not be written to its end: ${why}`,
    'make room on its file system, or name another one; what was written until then is kept',
    3,
  );
}

/** The recorder that is no more. */
export function recorderGone(why: string): Problem {
  return new Problem(
    'recorder-gone',
    `the recorder ${why}`,
    'the command was ended with it; what was recorded until then is kept',
    3,
  );
}

/** Asked to leave before there was a command that could be asked. */
export function interruptedBeforeLaunch(signal: string): Problem {
  return new Problem(
    'interrupted',
    `${signal} came before the command was launched`,
    'start again: it has not run',
    130,
  );
}

/** The recorder that could not be started: too many words for the kernel. */
export function unspawned(error: Error): Problem {
  return new Problem(
    'command-not-launched',
    `the command could not be launched: ${error.message}`,
    'its words and the environment together may be too long (E2BIG): pass them in a file',
  );
}
