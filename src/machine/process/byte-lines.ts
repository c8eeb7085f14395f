/** Takes a text apart into lines as it arrives in chunks of bytes, without making strings of them. */
import { malformed } from '../malformed.ts';

/** A refusal in the shape of a reading. */
export type Refusal = { readonly state: 'unavailable'; readonly reason: string };

/** Looks at the line `bytes[from..to)`, the newline excluded; answers what was expected where the line is not that. */
export type TakeLine = (bytes: Buffer, from: number, to: number) => string | undefined;

const NEWLINE = 10;
// A path has 4096 bytes at most, and each may be escaped into four.
const LONGEST_LINE_BYTES = 65_536;

/** The text as the only chunk. */
export function chunksOfText(text: string): readonly Buffer[] {
  return [Buffer.from(text, 'utf8')];
}

/**
 * Hands every line to `take`, in order. Stops at the first line that is not taken, and at a last line without its newline,
 * with a reason that quotes it. A chunk may be overwritten once the next is asked for.
 */
export function takeLines(chunks: Iterable<Buffer>, path: string, take: TakeLine): Refusal | undefined {
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  for (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = endOfLine(bytes, from)) {
      lines++;
      const expected = take(bytes, from, to);
      if (expected !== undefined) return refuse(path, expected, lines, bytes.subarray(from, to));
      from = to + 1;
    }
    rest = Buffer.from(bytes.subarray(from));
    if (rest.length > LONGEST_LINE_BYTES) return refuse(path, 'a line of 64 KiB at most', lines + 1, rest);
  }
  return rest.length === 0 ? undefined : refuse(path, 'a newline at the end', lines + 1, rest);
}

// Lines are short: a loop is quicker than a call of indexOf for each.
function endOfLine(bytes: Buffer, from: number): number {
  const { length } = bytes;
  for (let at = from; at < length; at++) if (bytes[at] === NEWLINE) return at;
  return -1;
}

function refuse(path: string, expected: string, line: number, bytes: Buffer): Refusal {
  // A line that is empty or begins with a space is quoted as it is: the number says where it stands.
  return malformed(path, `${expected} in line ${line}`, bytes.toString('utf8', 0, 256));
}
