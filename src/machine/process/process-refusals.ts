/** What keeps an address space from being read, as a person needs it: on whom it was tried, what the kernel said, what to try. */
import { Problem } from '../../model/problem.ts';
import { measuredValue } from '../../model/reading.ts';
import { readParsed, readText } from '../read-text.ts';
import type { IdentifiedStat } from './stat.ts';
import { parseStatus } from './status.ts';

const CANNOT = 3;

export function noSuchProcess(pid: number): Problem {
  return new Problem(
    'no-such-process',
    `the address space of process ${pid} cannot be read: there is no process ${pid}`,
    'a number that "ps -e" shows (where /proc is mounted with hidepid, those of other users are seen by root only)',
    CANNOT,
  );
}

export function isKernelThread(pid: number, name: string): Problem {
  return new Problem(
    'kernel-thread',
    `the address space of process ${pid} cannot be read: ${name} is a thread of the kernel and has no memory of its own`,
    'the number of a program: kernel threads are those in brackets in "ps -ef"',
    CANNOT,
  );
}

/** A main thread may have ended while others go on: their memory is seen under their own numbers. */
export function hasEnded(pid: number, stat: IdentifiedStat, otherThread: number | undefined): Problem {
  const what = `the address space of process ${pid} cannot be read`;
  if (otherThread !== undefined)
    return new Problem(
      'main-thread-ended',
      `${what}: its main thread has ended, though ${stat.threads} of its threads are left`,
      `the number of one of those: ${otherThread}`,
      CANNOT,
    );
  return new Problem(
    'zombie',
    `${what}: ${stat.name} has ended and its memory is gone; only its exit status is left, for process ${stat.parentPid} to fetch`,
    'a process that is still running',
    CANNOT,
  );
}

export function endedWhileRead(pid: number): Problem {
  return new Problem(
    'ended-while-read',
    `the address space of process ${pid} could not be read to the end: the process ended, or became another program, meanwhile`,
    'a process that lives longer, or let firsttouch start the command itself: layout -- COMMAND',
    CANNOT,
  );
}

export function noMemory(pid: number, name: string): Problem {
  return new Problem(
    'no-memory',
    `the address space of process ${pid} cannot be read: the kernel shows no memory of ${name}, which may be ending`,
    'the same again, or another process',
    CANNOT,
  );
}

export function notOurs(pid: number, root: string, code: string): Problem {
  const path = `/proc/${pid}/status`;
  const status = measuredValue(readParsed(root, path, parseStatus));
  const uid = status && measuredValue(status.uid);
  const owner = uid === undefined ? 'another user' : (userName(uid, root) ?? `user ${uid}`);
  const asOwner = uid === undefined || uid === 0 ? '' : `, or as ${owner}`;
  return new Problem(
    'not-permitted',
    `the address space of process ${pid} cannot be read: it runs as ${owner}, and the kernel answered ${code} for its maps`,
    whatToTry(uid, asOwner),
    CANNOT,
  );
}

function whatToTry(uid: number | undefined, asOwner: string): string {
  const own = process.geteuid?.();
  if (own === 0)
    return 'another process: you are root here, and this one holds rights that you do not (a capability that was dropped, a container, a security module); CapEff in /proc/self/status shows yours';
  return uid !== undefined && uid === own
    ? 'the same as root (sudo): the process is your own, but has gained or dropped rights (setuid, PR_SET_DUMPABLE)'
    : `the same as root (sudo)${asOwner}`;
}

/** Anything else: a kernel that writes what it does not document, or a file that cannot be read. */
export function notReadable(pid: number, reason: string): Problem {
  return new Problem(
    'maps-unreadable',
    `the address space of process ${pid} cannot be read: ${reason}`,
    'please report this with the output of "firsttouch machine": a kernel that writes this is not known here',
    CANNOT,
  );
}

function userName(uid: number, root: string): string | undefined {
  const lines = (measuredValue(readText(root, '/etc/passwd')) ?? '').split('\n');
  const fields = lines.map((line) => line.split(':')).find((entry) => entry[2] === String(uid));
  return fields?.[0];
}
