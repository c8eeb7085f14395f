/** The characters of a trace's timelines and raster: blocks and shades where the terminal can show them, ASCII elsewhere. */

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

/** By the locale's character set, as the C library chooses it: LC_ALL, then LC_CTYPE, then LANG. */
export function traceGlyphsFor(environment: NodeJS.ProcessEnv): TraceGlyphs {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return /utf-?8/i.test(locale) ? blockGlyphs : plainGlyphs;
}
