/** One printed call, whole: `mmap(NULL, 4096, 0x3, 0x22, -1, 0) = 0x7f... <0.000012>`, into its values. */
import { endOfArgument } from './argument-bounds.ts';
import { type Outcome, parseOutcome } from './call-outcome.ts';
import { plainNumber } from './plain-number.ts';
import { endOfDecoration, endOfString, unescapeText } from './quoted-text.ts';
import { symbolicValue } from './symbolic-value.ts';

export type PrintedCall = Outcome & {
  readonly name: string;
  /** The kernel's, in its order; of clone what strace prints, flags and stack first. */
  readonly arguments: readonly (number | string | null)[];
};

type Argument = { readonly value: number | string; readonly path?: string };

/** `3</usr/lib/libc.so.6>(deleted)`: the descriptor and, as the kernel says it, its file. */
function describedFile(text: string): Argument | undefined {
  const open = text.indexOf('<');
  const close = open < 1 ? -1 : endOfDecoration(text, open);
  if (close < 0) return undefined;
  const value = symbolicValue(text.slice(0, open));
  const rest = text.slice(close + 1);
  if (value === undefined || (rest !== '' && rest !== '(deleted)' && !rest.startsWith(' /*')))
    return undefined;
  const path = unescapeText(text.slice(open + 1, close));
  return { value, path: rest === '(deleted)' ? `${path} (deleted)` : path };
}

/** `child_tidptr=0x7f...`, as clone's are printed, or without a name. */
function argumentOf(text: string): Argument | undefined {
  const name = /^[a-z_]+=/.exec(text)?.[0] ?? '';
  return unnamedArgument(text.slice(name.length));
}

function unnamedArgument(text: string): Argument | undefined {
  const first = text.charCodeAt(0);
  if (first === 34) {
    const end = endOfString(text, 0);
    const rest = text.slice(end).replace(/^\.\.\./, '…');
    return end > 0 && (rest === '' || rest === '…')
      ? { value: unescapeText(text.slice(1, end - 1)) + rest }
      : undefined;
  }
  if (first === 123 || first === 91 || first === 126) return { value: text };
  const value = symbolicValue(text);
  return value === undefined ? describedFile(text) : { value };
}

/** Takes the arguments that begin at `start` into `into`; the index of the bracket that closes them, -1 where one is not understood. */
function takeArguments(
  text: string,
  start: number,
  into: (number | string)[],
  setPath: (path: string) => void,
): number {
  let i = start;
  while (text.charCodeAt(i) === 32) i++;
  if (text.charCodeAt(i) === 41) return i;
  for (;;) {
    const end = endOfArgument(text, i);
    if (end < 0) return -1;
    const number = plainNumber(text, i, end);
    if (!Number.isNaN(number)) into.push(number);
    else {
      const taken = argumentOf(text.slice(i, end).trim());
      if (taken === undefined) return -1;
      into.push(taken.value);
      if (taken.path !== undefined) setPath(taken.path);
    }
    if (text.charCodeAt(end) === 41) return end;
    i = end + 1;
    while (text.charCodeAt(i) === 32) i++;
  }
}

/** A name of a call: what C allows in one. */
function isName(text: string, end: number): boolean {
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i);
    const letter = (c >= 97 && c <= 122) || c === 95 || (c >= 48 && c <= 57) || (c >= 65 && c <= 90);
    if (!letter) return false;
  }
  return true;
}

/** One string for each name, not one for each line. */
const names = new Map<string, string>();

function nameOf(text: string, end: number): string {
  const name = text.slice(0, end);
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size >= 1024) names.clear();
  const copy = Buffer.from(name).toString();
  names.set(copy, copy);
  return copy;
}

/** `exit_group(0 <unfinished ...>) = ?`: a call that its thread did not live to see the end of. */
function withoutMark(text: string): string {
  return text.replace(/ ?<unfinished \.\.\.>(?=\)? += \?)/, '');
}

/** Reads a call from its name to the end of the line; undefined where any part of it is not understood. */
export function parseCall(text: string): PrintedCall | undefined {
  const call = parseWhole(text);
  if (call) return call;
  const cut = withoutMark(text);
  return cut === text ? undefined : parseWhole(cut);
}

function parseWhole(text: string): PrintedCall | undefined {
  const open = text.indexOf('(');
  if (open < 1 || !isName(text, open)) return undefined;
  const values: (number | string)[] = [];
  let path: string | undefined;
  const close = takeArguments(text, open + 1, values, (one) => {
    path ??= one;
  });
  if (close < 0) return undefined;
  const outcome = parseOutcome(text, close + 1);
  if (outcome === undefined) return undefined;
  // strace prints clone's stack first, the kernel takes its flags first.
  if (text.startsWith('clone(child_stack=') && values.length > 1) values.unshift(...values.splice(1, 1));
  path ??= outcome.path;
  const call = { name: nameOf(text, open), arguments: values, ...outcome };
  return path === undefined ? call : { ...call, path };
}
