/** `/proc/PID/cmdline`: the words of a process's command, as it shows them. */
import { measured, type Reading, unavailable } from '../../model/reading.ts';

/** Words end with a NUL; a program that wrote over its words may have left that out. Source: proc_pid_cmdline(5). */
export function parseCommandWords(text: string, path: string): Reading<readonly string[]> {
  if (text === '')
    return unavailable(`${path}: is empty: a kernel thread, a zombie, or a program that erased it`);
  return measured((text.endsWith('\0') ? text.slice(0, -1) : text).split('\0'));
}
