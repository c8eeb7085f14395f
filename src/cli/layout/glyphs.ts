/** The characters of a layout drawing: boxes and shades where the terminal can show them, plain ASCII elsewhere. */
import { cutToColumns, padTo, printable } from '../columns.ts';
import { hasUnicode } from '../terminal.ts';

export type Glyphs = {
  readonly own: string;
  readonly shared: string;
  readonly empty: string;
  readonly edge: string;
  readonly cornerLeft: string;
  readonly cornerRight: string;
  readonly line: string;
  readonly break: string;
  readonly breakEdge: string;
  readonly bundle: string;
  readonly up: string;
  readonly down: string;
  readonly cut: string;
};

export const boxGlyphs: Glyphs = {
  own: '█',
  shared: '▒',
  empty: ' ',
  edge: '│',
  cornerLeft: '├',
  cornerRight: '┤',
  line: '─',
  break: '≈',
  breakEdge: '╎',
  bundle: '┆',
  up: '↑',
  down: '↓',
  cut: '…',
};

export const asciiGlyphs: Glyphs = {
  own: '#',
  shared: '/',
  empty: ' ',
  edge: '|',
  cornerLeft: '+',
  cornerRight: '+',
  line: '-',
  break: '~',
  breakEdge: ':',
  bundle: ';',
  up: '^',
  down: 'v',
  cut: '.',
};

export function glyphsFor(environment: NodeJS.ProcessEnv): Glyphs {
  return hasUnicode(environment) ? boxGlyphs : asciiGlyphs;
}

/** Cut to a width or filled up to it, the cut shown. */
export function cutTo(text: string, width: number, { cut }: Glyphs): string {
  return padTo(cutToColumns(printable(text), width, cut), width);
}
