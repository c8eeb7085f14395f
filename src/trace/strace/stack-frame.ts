/** One line of `strace -k`: ` > /usr/lib/libc.so.6(malloc+0x11e) [0x98a4e]`. */

export type StackFrame = {
  /** The file; empty where strace could not walk further. */
  readonly file: string;
  /** The nearest symbol below the address that the file shows; empty where there is none. In a stripped file it need not be the function's. */
  readonly symbol: string;
  /** Bytes from the symbol to the address. */
  readonly offsetBytes: number;
  /** Where in the file, `0x98a4e`. */
  readonly address: string;
};

const located = /^ > (.*\)) \[(0x[0-9a-f]+)\]/;
const named = /^(.*)\+0x([0-9a-f]+)$/;

/** Brackets that open and close in turn: what tells `/a (copy)/x(main` from `x(operator new(unsigned long)`. */
function balanced(text: string): boolean {
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth++;
    else if (c === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

/** The first bracket behind which all is balanced up to the last character. */
function openingOf(text: string): number {
  for (let i = text.indexOf('('); i >= 0; i = text.indexOf('(', i + 1)) {
    if (balanced(text.slice(i + 1, -1))) return i;
  }
  return -1;
}

/** Whether a line belongs to the stack of the call above it. */
export function isStackLine(line: string): boolean {
  return line.startsWith(' > ');
}

const lost: StackFrame = { file: '', symbol: '', offsetBytes: 0, address: '' };

/** A path and a name are shorter; what is longer would cost time and memory without end. */
const longestFrame = 8192;

function parseFrame(line: string): StackFrame {
  const [, place, address = ''] = located.exec(line) ?? [];
  if (place === undefined) return lost;
  const open = openingOf(place);
  if (open < 1) return lost;
  const file = place.slice(0, open);
  const inside = place.slice(open + 1, -1);
  const [, symbol = '', offset = '0'] = named.exec(inside) ?? [];
  return { file, symbol: symbol.replace(/@.*$/, ''), offsetBytes: Number.parseInt(offset, 16), address };
}

const known = new Map<string, StackFrame>();

/** The frame of a stack line. The same lines come again and again, so they are remembered. */
export function stackFrame(line: string): StackFrame {
  if (line.length > longestFrame) return lost;
  const found = known.get(line);
  if (found) return found;
  if (known.size >= 4096) known.clear();
  const copy = Buffer.from(line).toString(); // a slice would keep the chunk that it was cut from
  const frame = parseFrame(copy);
  known.set(copy, frame);
  return frame;
}
