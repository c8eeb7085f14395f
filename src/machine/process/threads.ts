/** `/proc/PID/task/TID/syscall`: where the stack pointer of each thread is. */
import type { ThreadReading } from '../../model/process-image.ts';
import { mapReading, measured, type Reading, unavailable } from '../../model/reading.ts';
import { malformed } from '../malformed.ts';
import { readNames, readParsed } from '../read-text.ts';

/**
 * The stack pointer: the last but one of the words, whether the thread is in a system call (9 words) or stopped elsewhere (3).
 * Source: proc_pid_syscall(5).
 */
export function parseThreadSyscall(text: string, path: string): Reading<number> {
  if (text.trim() === 'running') return unavailable(`${path}: the thread was running`);
  const words = /^(?:\d+(?: 0x[0-9a-f]{1,16}){6}|-1) (0x[0-9a-f]{1,16}) 0x[0-9a-f]{1,16}\n?$/.exec(text);
  if (words === null) return malformed(path, '"running", or a call with its stack pointer', text);
  const pointer = Number(words[1]);
  return Number.isSafeInteger(pointer) ? measured(pointer) : malformed(path, 'a user address', text);
}

/** Every thread of the process, by its number. One that ended meanwhile is left out. */
export function readThreads(pid: number, root = '/'): Reading<readonly ThreadReading[]> {
  const folder = `/proc/${pid}/task`;
  return mapReading(readNames(root, folder), (names) =>
    names
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({
        tid: Number(name),
        stackPointer: readParsed(root, `${folder}/${name}/syscall`, parseThreadSyscall),
      }))
      .sort((a, b) => a.tid - b.tid),
  );
}
