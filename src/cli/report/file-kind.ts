/** What a file is that a report is to be made of, by how it begins. */
import { closeSync, openSync, readSync } from 'node:fs';

export type FileKind = 'run' | 'trace' | 'layouts';

/** The first line of a run may be longer; that of a trace is not. */
const headBytes = 64 * 1024;

function headOf(path: string): string {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const head = Buffer.alloc(headBytes);
    return head.toString('utf8', 0, readSync(fd, head, 0, headBytes, 0));
  } catch {
    return '';
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** What begins as nothing else is for the reader of runs, which says what is wrong with it. */
export function fileKind(path: string): FileKind {
  const head = headOf(path).trimStart();
  if (/^(\[|\{\s*"firsttouch")/.test(head)) return 'layouts';
  return /^\{"kind":\s*"trace"/.test(head) ? 'trace' : 'run';
}
