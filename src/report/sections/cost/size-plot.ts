/** The geometry of a chart against size: scales, points, and where labels have room. */
import type { ReportRun } from '../../../model/report.ts';
import type { Plot } from '../../charts/axes.tsx';
import type { View } from '../../charts/chart.ts';
import { widthOf } from '../../charts/cut.ts';
import { type as typeSize } from '../../charts/drawing.tsx';
import {
  durationTicks,
  linearScale,
  linearTicks,
  logScale,
  logTicks,
  positiveExtent,
  type Tick,
} from '../../charts/scales.ts';
import { armOf, type CostSeries } from './cost-series.ts';
import type { Amount, Quantity } from './quantity.ts';

const mostLabel = 150;
/** Values that differ by more than this factor are drawn on a logarithmic axis. */
const logFrom = 4;

export type Point = Amount & { readonly x: number; readonly sizeBytes: number };

export type SizePlot = {
  readonly plot: Plot;
  readonly height: number;
  readonly isLogarithmic: boolean;
  readonly sizes: readonly [number, number];
  readonly x: (sizeBytes: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly Tick[];
  readonly points: ReadonlyMap<string, readonly Point[]>;
  /** The limit of memory bandwidth, where it lies on the axis. */
  readonly limit: readonly { readonly x: number; readonly y: number }[];
};

type Valued = { readonly sizeBytes: number; readonly value: number };

/** The limit at the sizes where it was read; at all sizes the same where it was read once. */
function limitOf({ bandwidth }: ReportRun, { sizesBytes }: CostSeries, { limit }: Quantity): Valued[] {
  if (!bandwidth || !limit) return [];
  const [first, last] = [sizesBytes[0] ?? 0, sizesBytes.at(-1) ?? 0];
  const read = bandwidth.bySize.filter(({ sizeBytes }) => sizeBytes >= first && sizeBytes <= last);
  const known =
    read.length > 1
      ? read
      : [first, last].map((sizeBytes) => ({ sizeBytes, nsPerByte: bandwidth.nsPerByte }));
  return known.map(({ sizeBytes, nsPerByte }) => ({ sizeBytes, value: limit(sizeBytes, nsPerByte) }));
}

function amountsOf(series: CostSeries, quantity: Quantity) {
  return new Map(
    series.arms.map((name) => [
      name,
      series.cells.flatMap((cell) => {
        const arm = armOf(cell, name);
        const amount = arm && quantity.of(cell, arm);
        return amount ? [{ ...amount, sizeBytes: cell.sizeBytes as number }] : [];
      }),
    ]),
  );
}

/** Whether the values span so much that a linear axis would flatten them: one axis for all views of a chart. */
export function isLogarithmic(series: CostSeries, quantity: Quantity): boolean {
  const values = [...amountsOf(series, quantity).values()].flat().map(({ value }) => value);
  const [low, high] = positiveExtent(values);
  return quantity.name === 'time' || high / low > logFrom;
}

function widened([low, high]: readonly [number, number]): readonly [number, number] {
  const room = (high - low) * 0.08;
  return [Math.max(0, low - room), high + room];
}

export function sizePlot(view: View, run: ReportRun, series: CostSeries, quantity: Quantity): SizePlot {
  const longest = Math.max(...series.arms.map((name) => widthOf(name, typeSize.label)));
  const labelWidth = Math.min(mostLabel, view.width * 0.31, longest * 1.1 + 16);
  const height = quantity.name === 'time' ? 400 : 280;
  const plot: Plot = { left: 58, right: view.width - labelWidth, top: 30, bottom: height - 40 };
  const amounts = amountsOf(series, quantity);
  const isLog = isLogarithmic(series, quantity);
  const limits = isLog ? limitOf(run, series, quantity) : [];
  const all = [...amounts.values()].flat();
  const values = positiveExtent([
    ...all.flatMap(({ value, low, high }) => [value, low, high]),
    ...limits.map(({ value }) => value),
  ]);
  const sizes = positiveExtent(series.sizesBytes);
  const x = logScale(sizes, [plot.left + 8, plot.right - 8]);
  const domain = isLog ? values : widened(values);
  const ends = [plot.bottom - 6, plot.top + 6] as const;
  const y = isLog ? logScale(domain, ends) : linearScale(domain, ends);
  const most = Math.round(height / 44);
  const format =
    quantity.name === 'byte' ? (value: number) => String(Number(value.toPrecision(3))) : quantity.format;
  const logarithmic = quantity.name === 'byte' ? logTicks(domain, most, format) : durationTicks(domain, most);
  return {
    plot,
    height,
    isLogarithmic: isLog,
    sizes,
    x,
    y,
    ticks: isLog ? logarithmic : linearTicks(domain, most, format),
    points: new Map(
      [...amounts].map(([arm, list]) => [arm, list.map((one) => ({ ...one, x: x(one.sizeBytes) }))]),
    ),
    limit: limits.map(({ sizeBytes, value }) => ({ x: x(sizeBytes), y: y(value) })),
  };
}
