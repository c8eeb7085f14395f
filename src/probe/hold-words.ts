/** What the probe answers to a hold, in words: endings, and refusals as problems. */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { HeldEnding, HoldPoint } from '../model/held-command.ts';
import { Problem } from '../model/problem.ts';
import type { EndingLine, HoldLine } from './hold-session.ts';

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `signal ${number}`;
}

export function endingOf(line: EndingLine): HeldEnding {
  return 'signal' in line
    ? { how: 'signal', signal: signalName(line.signal) }
    : { how: 'exit', code: line.exitCode };
}

export function endingInWords(ending: HeldEnding): string {
  switch (ending.how) {
    case 'exit':
      return `ended with exit code ${ending.code}`;
    case 'signal':
      return `was ended by ${ending.signal}`;
    case 'ended':
      return 'was ended by firsttouch';
  }
}

function yamaScope(): string {
  try {
    return readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8').trim();
  } catch {
    return '';
  }
}

function traceRefused(reason: string): Problem {
  const scope = yamaScope();
  const closed = scope === '2' || scope === '3';
  return new Problem(
    'ptrace-refused',
    `the command cannot be held: ptrace was refused (${reason})${closed ? `; kernel.yama.ptrace_scope is ${scope}` : ''}`,
    scope === '3'
      ? 'with ptrace_scope 3 nobody may trace until the machine is started anew with another value'
      : scope === '2'
        ? 'run as root, or set kernel.yama.ptrace_scope to 1'
        : 'a sandbox or another tracer (strace, gdb) forbids it: in a container, start that with --cap-add=SYS_PTRACE ' +
          'or --security-opt seccomp=unconfined',
    3,
  );
}

type Refusal = Extract<HoldLine, { readonly refused: unknown }>['refused'];

/** What was refused between fork and exec, or on the way to the point. */
export function refusalOf({ call, errno, reason }: Refusal, words: readonly string[], path: string): Problem {
  const name = words[0] ?? '';
  if (call === 'file capabilities')
    return new Problem(
      'privileged-command',
      `'${path}' has file capabilities; under ptrace the kernel drops them, and it would be another program than ` +
        'the one you know. It was not run',
      'run firsttouch as root to see it with them, or start it by itself and look at its process id',
      3,
    );
  if (call.startsWith('ptrace')) return traceRefused(`${call}: ${reason}`);
  if (call === 'exec' && errno === constants.errno.ENOENT)
    return new Problem(
      'no-interpreter',
      `'${path}' is there, but the interpreter or loader that it names is not (exec: ENOENT)`,
      `head -1 ${path} shows a script's interpreter, readelf -l ${path} a program's`,
    );
  if (call === 'exec')
    return new Problem(
      'not-executable',
      `'${name}' cannot be executed: ${reason}`,
      `file ${path} says what it is`,
    );
  if (call === 'personality')
    return new Problem(
      'layout-refused',
      `the layout asked for was refused (personality(2): ${reason})`,
      'a sandbox (Docker by default) forbids it: start the container with --security-opt seccomp=unconfined',
      3,
    );
  if (call.startsWith('setrlimit'))
    return new Problem(
      'stack-limit-refused',
      `the stack limit asked for was refused (${call}: ${reason})`,
      "the hard limit, 'ulimit -Hs', is the most that it may be",
    );
  return new Problem(
    'hold-refused',
    `'${name}' cannot be held: ${call}${errno ? `: ${reason}` : ''}`,
    'try --at exit',
    3,
  );
}

/** A point as the end of `before`. */
function pointInWords(at: HoldPoint): string {
  if (typeof at === 'object') return `${at.afterMs / 1000} s had passed`;
  const words = {
    exec: 'it was executed',
    main: 'its loader handed over to it',
    exit: 'it could be held at its exit: what kills so cannot be held',
  };
  return words[at];
}

function whyNotMain(ending: HeldEnding): string {
  if (ending.how === 'exit' && ending.code === 127) return 'its loader failed, see what it printed';
  return 'a library may have ended it, or hardware breakpoints do not work in this virtual machine';
}

function whatToTry(at: HoldPoint, ending: HeldEnding): string {
  if (at === 'main') return `${whyNotMain(ending)}; --at exec holds it before`;
  return at === 'exit'
    ? 'a time in seconds (--at 1) holds it while it runs'
    : '--at exit holds it at its end, however early that is';
}

/** It ended before it came to the point; `interrupted`: Ctrl-C came while it ran. */
export function endedEarly(
  words: readonly string[],
  at: HoldPoint,
  ending: HeldEnding,
  interrupted: boolean,
): Problem {
  const byInterrupt = interrupted || (ending.how === 'signal' && ending.signal === 'SIGINT');
  return new Problem(
    'ended-early',
    `'${words[0]}' ${endingInWords(ending)} before ${pointInWords(at)}`,
    whatToTry(at, ending),
    byInterrupt ? 130 : 2,
  );
}
