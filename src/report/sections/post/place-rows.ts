/** Where the rows of the picture lie: their words beside the dots where there is room, else above and below them. */
import type { Plot } from '../../charts/axes.tsx';
import type { View } from '../../charts/chart.ts';
import { type as typeSize } from '../../charts/drawing.tsx';
import { wrapWords } from '../../charts/wrap-words.ts';
import type { Repetition } from './repetitions.ts';

const top = 24;
export const lineHeight = 15;
export const laneHeight = 16;
/** From here on the words stand beside the dots. */
const wide = 640;

export type Row = {
  readonly repetition: Repetition;
  readonly top: number;
  readonly lanesTop: number;
  readonly bottom: number;
  readonly name: readonly string[];
  readonly words: readonly string[];
};

export type Layout = {
  /** Words stand beside the dots. */
  readonly beside: boolean;
  readonly plot: Plot;
  readonly rows: readonly Row[];
  readonly height: number;
};

export function placeRows(view: View, repetitions: readonly Repetition[]): Layout {
  const beside = view.width >= wide;
  const [left, right] = beside ? [206, view.width - 214] : [6, view.width - 6];
  const rows: Row[] = [];
  let at = top;
  for (const repetition of repetitions) {
    const name = wrapWords(repetition.name, beside ? left - 14 : view.width, typeSize.label, 3);
    const words = wrapWords(
      repetition.conclusion,
      beside ? view.width - right - 14 : view.width,
      typeSize.label,
      4,
    );
    const lanes = repetition.halves.length * laneHeight;
    const named = (name.length + 1) * lineHeight;
    const lanesTop = beside ? at + 4 : at + named + 2;
    const bottom = beside
      ? at + Math.max(named, words.length * lineHeight, lanes) + 16
      : lanesTop + lanes + words.length * lineHeight + 18;
    rows.push({ repetition, top: at, lanesTop, bottom, name, words });
    at = bottom;
  }
  return { beside, plot: { left, right, top, bottom: at }, rows, height: at + 38 };
}
