/** Looks a command up as execvp will, so that what cannot be observed is said before anything runs. */
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { Problem } from '../model/problem.ts';

type Found = { readonly path: string; readonly stats: Stats };

/** A place that cannot be reached is passed over, as execvp does. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function look(path: string): Found | undefined {
  const stats = statsOf(path);
  return stats?.isFile() ? { path, stats } : undefined;
}

function isExecutable({ path }: Found): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The nearest name of a program in the folders, as the beginning of a hint. */
function didYouMean(word: string, folders: readonly string[]): string {
  const names = folders.flatMap((folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  });
  if (names.length === 0) return '';
  const nearest = closest(word, names);
  return distance(word, nearest) <= Math.max(1, Math.floor(word.length / 4))
    ? `did you mean '${nearest}'? `
    : '';
}

function missing(word: string, folders: readonly string[]): Problem {
  const inPath = !word.includes('/');
  return new Problem(
    'no-command',
    inPath
      ? `there is no command '${word}' in the folders of PATH (ENOENT)`
      : `there is no file '${word}', or none that could be reached`,
    `${inPath ? didYouMean(word, folders) : ''}a command is words, not a line for a shell: -- sh -c 'LINE' runs a line`,
  );
}

/**
 * Under ptrace the kernel grants the bits to nobody whose tracer could not have them anyway (exec(2)), and perf events of a user
 * are taken off a program that gains rights (perf_event_exit_task).
 */
function requireKeepsPrivileges({ path, stats }: Found, ids: { uid: number; gid: number }): void {
  const setsUser = (stats.mode & 0o4000) !== 0 && stats.uid !== ids.uid;
  const setsGroup = (stats.mode & 0o2010) === 0o2010 && stats.gid !== ids.gid;
  if (ids.uid === 0 || !(setsUser || setsGroup)) return;
  const [what, whose] = setsUser ? ['set-user-ID', stats.uid] : ['set-group-ID', stats.gid];
  throw new Problem(
    'privileged-command',
    `'${path}' is ${what} (${whose}); under observation the kernel drops that, and it would run as user ${ids.uid}: another ` +
      'program than the one you know. It was not run',
    'run firsttouch as root to see it with its privileges, or start it by itself and look at its process id',
    3,
  );
}

/** What a script names in its first line, or undefined for what is no script. The kernel reads 256 bytes. Source: execve(2). */
function interpreterOf(path: string): string | undefined {
  const bytes = Buffer.alloc(256);
  try {
    const fd = openSync(path, 'r');
    try {
      const line = bytes.toString('latin1', 0, readSync(fd, bytes)).split('\n', 1)[0] ?? '';
      return /^#![ \t]*([^ \t]+)/.exec(line)?.[1];
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined; // what may be executed need not be readable
  }
}

/** Behind strace the kernel's answer would reach strace alone. */
function requireInterpreter(path: string): void {
  const interpreter = interpreterOf(path);
  if (interpreter === undefined || !interpreter.startsWith('/') || statsOf(interpreter)) return;
  throw new Problem(
    'no-interpreter',
    `'${path}' is a script for '${interpreter}', which is not there (ENOENT)`,
    `install it, or name another in the first line of ${path}`,
  );
}

function currentIds(): { uid: number; gid: number } {
  return { uid: process.geteuid?.() ?? -1, gid: process.getegid?.() ?? -1 };
}

/**
 * The file that the word stands for. Throws a Problem: `no-command`, `not-executable` or `no-interpreter` (exit code 2), `privileged-command`
 * (3) where the program's set-user-ID or set-group-ID bit would be lost. `ids` are the effective ones of who traces.
 */
export function findCommand(word: string, path = process.env.PATH, ids = currentIds()): string {
  const folders = (path ?? '/bin:/usr/bin').split(':').map((folder) => folder || '.');
  const places = word.includes('/') ? [word] : word === '' ? [] : folders.map((folder) => join(folder, word));
  const found = places.map(look).filter((one) => one !== undefined);
  const program = found.find(isExecutable);
  if (program) {
    requireKeepsPrivileges(program, ids);
    requireInterpreter(program.path);
    return program.path;
  }
  const [other] = found;
  if (!other && !places.some((place) => statsOf(place)?.isDirectory())) throw missing(word, folders);
  throw new Problem(
    'not-executable',
    other ? `'${other.path}' is not executable (EACCES)` : `'${word}' is a folder, not a program (EACCES)`,
    other ? `chmod +x ${other.path}, or name its interpreter: -- sh ${other.path}` : 'name the program in it',
  );
}
