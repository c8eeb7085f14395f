/** The number that strace's words for one stand for: `PROT_READ|PROT_WRITE`, `21<<MAP_HUGE_SHIFT`, `0x200|0600`. */
import { constants } from './constants.ts';

/** As C reads it: hexadecimal, octal after a leading zero, decimal. Above 2^53 it is rounded, as numbers here are. */
function parseNumber(text: string): number | undefined {
  if (/^-?\d+$/.test(text)) return /^0\d/.test(text) ? octal(text) : Number(text);
  return /^0x[0-9a-f]+$/.test(text) ? Number(text) : undefined;
}

function octal(text: string): number | undefined {
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function termOf(text: string): number | undefined {
  const shift = text.indexOf('<<');
  if (shift < 0) return constants.get(text) ?? parseNumber(text);
  const left = termOf(text.slice(0, shift));
  const right = termOf(text.slice(shift + 2));
  return left === undefined || right === undefined || right > 63 ? undefined : left * 2 ** right;
}

function evaluate(text: string): number | undefined {
  const words = text.replace(/\s*\/\*.*?\*\//g, '').trim();
  const terms = words.split('|').map(termOf);
  if (terms.length === 1) return terms[0];
  let sum = 0n; // flags may pass 32 bits, where `|` on numbers ends
  for (const term of terms) {
    if (term === undefined || !Number.isSafeInteger(term) || term < 0) return undefined;
    sum |= BigInt(term);
  }
  return Number(sum);
}

/** All names of a kind together are shorter. */
const longestExpression = 1024;

const known = new Map<string, number | undefined>();

/** The value of an expression; undefined where a name in it is unknown, for that must not be guessed. */
export function symbolicValue(text: string): number | undefined {
  if (text.length > longestExpression) return undefined;
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found;
  const value = evaluate(text);
  if (known.size >= 4096) known.clear(); // a hostile trace must not fill the memory
  known.set(Buffer.from(text).toString(), value); // a copy: a slice would keep the text that it was cut from
  return value;
}
