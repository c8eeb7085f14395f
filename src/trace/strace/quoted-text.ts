/** strace's escapes, in strings and in the paths behind descriptors, back into text. */

const letters: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, a: 7, b: 8, e: 27 };
const escapes = /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))|[^\\]+/g;

/** Escaped bytes are joined before they are read as UTF-8: `\303\244` is one letter. A lone backslash stays. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  const parts: Buffer[] = [];
  for (const [whole, hex, octal, letter] of text.matchAll(escapes)) {
    if (hex !== undefined) parts.push(Buffer.of(Number.parseInt(hex, 16)));
    else if (octal !== undefined) parts.push(Buffer.of(Number.parseInt(octal, 8) & 255));
    else if (letter !== undefined) parts.push(Buffer.from(letters[letter] ? [letters[letter]] : letter));
    else parts.push(Buffer.from(whole));
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Where the string that opens at `start` (its quote) ends: one past the closing quote; -1 where it does not. */
export function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 34) return i + 1;
  }
  return -1;
}

/**
 * Where the path behind a descriptor ends that opens at `start` (its `<`): the index of the closing `>`; -1 where there
 * is none. strace 6.1 writes a `>` of the path itself as `\76`; older ones do not, so one counts that something
 * follows which can follow an argument.
 */
export function endOfDecoration(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 62 && (i + 1 === text.length || ',)( ]}|'.includes(text[i + 1] ?? ''))) return i;
  }
  return -1;
}
