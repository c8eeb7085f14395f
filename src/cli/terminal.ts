/** Everything that is printed goes through here: 80 columns, colour only where a person looks. */
import { styleText } from 'node:util';
import { columnsOf, padTo, printable, toAscii } from './columns.ts';

const width = 80;

/** Breaks text at spaces so that no line is longer than 80 columns; every line is indented. */
export function wrap(text: string, indent = '', firstIndent = indent): string {
  const lines: string[] = [];
  let line = firstIndent;
  let columns = columnsOf(line);
  let empty = true;
  for (const word of printable(text).split(' ')) {
    const more = columnsOf(word);
    if (!empty && columns + 1 + more > width) {
      lines.push(line);
      line = indent;
      columns = columnsOf(line);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    columns += empty ? more : more + 1;
    empty = false;
  }
  return [...lines, line].join('\n');
}

/** Whether the stream may be coloured: a terminal, and NO_COLOR (no-color.org) not set. */
export function hasColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

/** Writes piece after piece, none before the last was taken: a pipe would hold them all in memory. Stops where nobody reads any more. */
export async function writePieces(stream: NodeJS.WriteStream, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (stream.destroyed) return;
    await new Promise<void>((resolve) => {
      stream.write(piece, () => resolve());
    });
  }
}

/** Whether blocks and boxes can be shown: by the locale's character set, as the C library chooses it. */
export function hasUnicode(environment: NodeJS.ProcessEnv): boolean {
  return /utf-?8/i.test(environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '');
}

/** A drawing as the terminal's character set can show it. */
export function forTerminal(text: string, environment: NodeJS.ProcessEnv): string {
  return hasUnicode(environment) ? text : toAscii(text);
}

export type Style = Parameters<typeof styleText>[0];

/** A function that styles text, or leaves it, for the stream. */
export function stylist(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  return hasColour(stream)
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
}

/** Columns padded to their widest entry; the first is left-aligned, the others right-aligned. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = [];
  const shown = rows.map((row) => row.map(printable));
  for (const row of shown) {
    for (const [column, text] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, columnsOf(text));
  }
  return shown
    .map((row) => {
      const cells = row.map((text, column) => {
        const widest = widths[column] ?? 0;
        return column === 0 ? padTo(text, widest) : ' '.repeat(widest - columnsOf(text)) + text;
      });
      return `${indent}${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}
