/** The lines of a file of any length, read piece by piece: what recordings are read with. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const pieceBytes = 1 << 20;
/** No line of ours is longer; holding on would end at the longest string that there can be. */
const longestLineBytes = 16 * pieceBytes;
const newline = 10;

/** What is wrong with the file, as the end of a sentence that begins with its name. */
export type Refuse = (why: string) => Error;

/** What the kernel answers, in the caller's words. */
function asked<T>(ask: () => T, refuse: Refuse): T {
  try {
    return ask();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refuse(code ?? message);
  }
}

function open(path: string, refuse: Refuse): number {
  const fd = asked(() => openSync(path, 'r'), refuse);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw refuse('it is not a file');
}

export type FileLinesEnd = {
  /** Where the last whole line ends, in bytes. */
  readonly endOffset: number;
  /** What stands behind it: a line that was cut off, or nothing. */
  readonly rest: string;
};

function eachLine(fd: number, take: (line: string, number: number) => void, refuse: Refuse): FileLinesEnd {
  let held = Buffer.alloc(0);
  let number = 0;
  let endOffset = 0;
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (;;) {
    const got = asked(() => readSync(fd, piece, 0, pieceBytes, null), refuse);
    if (got === 0) return { endOffset, rest: held.toString('utf8') };
    const bytes = held.length > 0 ? Buffer.concat([held, piece.subarray(0, got)]) : piece.subarray(0, got);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      take(bytes.toString('utf8', start, end), ++number);
      endOffset += end + 1 - start;
      start = end + 1;
    }
    held = Buffer.from(bytes.subarray(start));
    if (held.length > longestLineBytes)
      throw refuse(`line ${number + 1}: it is longer than any line of a recording`);
  }
}

/** Hands each whole line to `take` with its number from 1. Throws what `refuse` makes of a file that is none, and what `take` throws. */
export function readFileLines(
  path: string,
  take: (line: string, number: number) => void,
  refuse: Refuse,
): FileLinesEnd {
  const fd = open(path, refuse);
  try {
    return eachLine(fd, take, refuse);
  } finally {
    closeSync(fd);
  }
}
