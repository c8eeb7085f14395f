/** The characters of a trace's timelines and raster: blocks and shades where the terminal can show them, ASCII elsewhere. */
import { hasUnicode } from '../terminal.ts';

export type TraceGlyphs = {
  /** Bars from the lowest to the highest; what is zero is the first. */
  readonly bars: readonly string[];
  /** Where nothing is known. */
  readonly unknown: string;
  /** Cells from the fewest faults to the most. */
  readonly shades: readonly string[];
  readonly major: string;
  readonly edge: string;
  readonly break: string;
  readonly cut: string;
};

export const blockGlyphs: TraceGlyphs = {
  bars: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  unknown: '·',
  shades: ['░', '▒', '▓', '█'],
  major: '✕',
  edge: '│',
  break: '≈',
  cut: '…',
};

export const plainGlyphs: TraceGlyphs = {
  bars: [' ', '.', ':', '-', '=', '+', '*', '#', '@'],
  unknown: '?',
  shades: ['.', ':', 'o', '#'],
  major: 'X',
  edge: '|',
  break: '~',
  cut: '.',
};

export function traceGlyphsFor(environment: NodeJS.ProcessEnv): TraceGlyphs {
  return hasUnicode(environment) ? blockGlyphs : plainGlyphs;
}
