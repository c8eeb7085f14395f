/** Where an argument of a printed call ends: commas and brackets within strings, structures and paths do not count. */
import { endOfDecoration, endOfString } from './quoted-text.ts';

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** Past what `<` opens at `i`: a shift, or the path of the descriptor before it; -1 for anything else. */
function pastAngle(text: string, i: number): number {
  if (text.charCodeAt(i + 1) === 60) return i + 2;
  const before = text.charCodeAt(i - 1);
  if (!isDigit(before) && !text.endsWith('AT_FDCWD', i)) return -1;
  const end = endOfDecoration(text, i);
  if (end < 0) return -1;
  return text.startsWith('(deleted)', end + 1) ? end + 10 : end + 1;
}

/** Past a string, a comment or an angle that opens at `i`; `i` itself where none does; -1 where it does not end. */
function pastOpaque(text: string, i: number, c: number): number {
  if (c === 34) return endOfString(text, i);
  if (c === 60) return pastAngle(text, i);
  if (c !== 47 || text.charCodeAt(i + 1) !== 42) return i;
  const end = text.indexOf('*/', i + 2);
  return end < 0 ? -1 : end + 2;
}

/** The index of the comma or closing bracket after the argument that starts at `start`; -1 where there is none. */
export function endOfArgument(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (depth === 0 && (c === 44 || c === 41)) return i;
    const past = pastOpaque(text, i, c);
    if (past < 0) return -1;
    if (past > i) {
      i = past;
      continue;
    }
    if (c === 123 || c === 91 || c === 40) depth++;
    else if ((c === 125 || c === 93 || c === 41) && --depth < 0) return -1;
    i++;
  }
  return -1;
}
