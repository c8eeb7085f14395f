/** Fewer values for drawing, never silently: how many of how many goes with them. */
import type { Steps, Thinned } from '../../model/report.ts';
import { sorted } from '../../statistics/index.ts';

/** On one page: what a canvas draws at once without a reader's noticing. */
export const mostPoints = 100_000;
/** More steps than pixels are not seen. */
const mostSteps = 600;
const mostLooks = 160;

/** Numbers as they are drawn: five significant digits. */
export function short(value: number): number {
  return Number(value.toPrecision(5));
}

/** Evenly spread indices into `count` values, first and last among them; all where they are `most` or fewer. */
export function spreadIndices(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}

/** Counts 1 to `count`, at a geometric pace where they are many; the last among them. */
export function spreadCounts(count: number): number[] {
  if (count <= mostLooks) return Array.from({ length: count }, (_, index) => index + 1);
  const pace = Array.from({ length: mostLooks }, (_, index) =>
    Math.round(count ** (index / (mostLooks - 1))),
  );
  return [...new Set(pace)];
}

export function everySo(
  values: Float64Array,
  most: number,
): { index: number[]; value: number[]; thinned: Thinned } {
  const index = spreadIndices(values.length, most);
  return {
    index,
    value: index.map((at) => short(values[at] as number)),
    thinned: { drawn: index.length, of: values.length },
  };
}

/** The empirical distribution. */
export function stepsOf(values: Float64Array): Steps {
  const ascending = sorted(values);
  const index = spreadIndices(ascending.length, mostSteps);
  return {
    value: index.map((at) => short(ascending[at] as number)),
    share: index.map((at) => short((at + 1) / ascending.length)),
    thinned: { drawn: index.length, of: ascending.length },
  };
}
