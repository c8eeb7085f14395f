/** What a chart is: a function from a view to SVG, with its words and its values. The same in Node, in the page and as a file. */
import type { VNode } from 'preact';
import type { Arms } from './arms.ts';
import type { Paint } from './paint.ts';

/** Under which conditions a chart is drawn. */
export type View = {
  /** Pixels; the height is the chart's own. 320 to 1000. */
  readonly width: number;
  readonly paint: Paint;
  readonly arms: Arms;
  /** Names of arms that the reader has switched off. Scales stay as they are. */
  readonly hidden: ReadonlySet<string>;
  /** `canvas`: the page draws `Chart.marks` itself, and the SVG leaves them out. */
  readonly marks: 'svg' | 'canvas';
};

/** A place on the horizontal axis that can be pointed at or reached by arrow keys. */
export type Stop = {
  /** Pixels from the left edge of the chart. */
  readonly x: number;
  /** Charts with equal keys of one `link` show the same place at the same time. */
  readonly key: string;
  /** What is to be read there: one line each. */
  readonly lines: readonly { readonly arm?: string; readonly text: string }[];
  /** Dots on what is read. */
  readonly dots?: readonly { readonly y: number; readonly arm: string }[];
};

/** The values behind a chart, as a table and as CSV. Units stand in the column names. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

export type Chart = {
  /** Kebab-case and unique on the page: the name of its files, and its anchor. */
  readonly name: string;
  /** The finding, in a few words: what to see. */
  readonly title: string;
  /** How to read it: what is drawn, units, n, what was thinned. */
  readonly caption: string;
  /** For those who cannot see it: the shape of the data in a sentence or two. */
  readonly description: string;
  /** An `<svg>` made by `Drawing`. */
  readonly draw: (view: View) => VNode;
  readonly table: Table;
  /** Ascending by x. */
  readonly stops?: (view: View) => readonly Stop[];
  /** Charts of the same link share the place pointed at. */
  readonly link?: string;
  /** Thousands of marks, drawn behind the SVG in the same pixels. */
  readonly marks?: (context: CanvasRenderingContext2D, view: View) => void;
  /** Arms that can be switched off; none where that makes no sense. */
  readonly toggles?: readonly string[];
  /** Narrower than this it is not legible and scrolls instead, pixels. */
  readonly leastWidth?: number;
  /** As a file, pixels; 760 where it does not say. */
  readonly fileWidth?: number;
};

export function shows(view: View, arm: string): boolean {
  return !view.hidden.has(arm);
}
