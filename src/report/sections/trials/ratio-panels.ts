/** Where the ratios of an arm and those of the control arm lie: two panels side by side on one axis of ratios. */
import type { ReportContrast } from '../../../model/report.ts';
import type { Plot } from '../../charts/axes.tsx';
import type { View } from '../../charts/chart.ts';
import { linearScale, logScale } from '../../charts/scales.ts';

export type RatioPanel = {
  readonly contrast: ReportContrast;
  readonly plot: Plot;
  /** Of the n-th pair, counted from 1. */
  readonly x: (n: number) => number;
  /** Of a ratio; one beyond the axis is put on its edge, and so is what is unbounded. */
  readonly y: (ratio: number) => number;
  /** On which side a ratio lies beyond the axis. */
  readonly beyond: (ratio: number) => -1 | 0 | 1;
};

export type RatioPanels = {
  readonly domain: readonly [low: number, high: number];
  readonly panels: readonly RatioPanel[];
};

export const height = 350;
const [left, top, bottom] = [50, 64, 44];
const gap = 22;
const armShare = 0.66;

/** Nearly all ratios, the reported intervals, and the margin of equivalence: one disturbed trial does not stretch it. */
export function ratioDomain(
  contrasts: readonly ReportContrast[],
  equivalence: number,
): readonly [low: number, high: number] {
  const seen = contrasts.flatMap(({ points: { typical }, low, high, ratio }) => [
    typical?.low ?? ratio,
    typical?.high ?? ratio,
    low ?? ratio,
    high ?? ratio,
  ]);
  const all = [...seen.filter((ratio) => ratio > 0), 1 + equivalence, 1 / (1 + equivalence)].map(Math.log);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = 0.04 * (high - low);
  return [Math.exp(low - room), Math.exp(high + room)];
}

function plotsOf(count: number, width: number): Plot[] {
  const [from, to] = [left, width - 14];
  const rows = { top, bottom: height - bottom };
  if (count === 1) return [{ left: from, right: to, ...rows }];
  const middle = Math.round(from + (to - from - gap) * armShare);
  return [
    { left: from, right: middle, ...rows },
    { left: middle + gap, right: to, ...rows },
  ];
}

export function ratioPanels(
  view: View,
  contrasts: readonly ReportContrast[],
  equivalence: number,
): RatioPanels {
  const domain = ratioDomain(contrasts, equivalence);
  const plots = plotsOf(contrasts.length, view.width);
  const [low, high] = domain;
  const panels = contrasts.map((contrast, index) => {
    const plot = plots[index] as Plot;
    const y = logScale(domain, [plot.bottom, plot.top]);
    const x = linearScale([0.5, contrast.n + 0.5], [plot.left + 3, plot.right - 12]);
    return {
      contrast,
      plot,
      x: (n: number) => x(n),
      y: (ratio: number) => y(Math.min(high, Math.max(low, ratio))),
      beyond: (ratio: number): -1 | 0 | 1 => (ratio < low ? -1 : ratio > high ? 1 : 0),
    };
  });
  return { domain, panels };
}

/** Where the margin of equivalence begins and ends. */
export function marginRows({ y }: RatioPanel, equivalence: number): { top: number; bottom: number } {
  return { top: y(1 + equivalence), bottom: y(1 / (1 + equivalence)) };
}

/** How many dots are drawn as arrows at the edge. */
export function countBeyond(
  contrasts: readonly ReportContrast[],
  [low, high]: readonly [number, number],
): number {
  let count = 0;
  for (const { points } of contrasts) {
    for (const ratio of points.ratio) if (ratio < low || ratio > high) count++;
  }
  return count;
}
