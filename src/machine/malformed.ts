/** The reason for text that is there but is not what the kernel documents. */

import { unavailable } from '../model/reading.ts';

const QUOTED_CHARACTERS = 60;

/** Unavailable, quoting the start of the offending line. `expected` reads after "expected". */
export function malformed(
  path: string,
  expected: string,
  text: string,
): { readonly state: 'unavailable'; readonly reason: string } {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  const start = line.length > QUOTED_CHARACTERS ? `${line.slice(0, QUOTED_CHARACTERS)}...` : line;
  const found = start === '' ? 'an empty text' : JSON.stringify(start);
  return unavailable(`${path}: expected ${expected}, found ${found}`);
}
