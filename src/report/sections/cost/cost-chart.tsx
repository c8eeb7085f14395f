/** Time against size, both logarithmic: a line with its interval for each arm, and the limit of memory bandwidth. */
import { area, line } from 'd3-shape';
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes, formatDuration } from '../../../model/units.ts';
import { BottomAxis, LeftAxis, type Plot } from '../../charts/axes.tsx';
import { type Chart, type Stop, shows, type View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, type as typeSize } from '../../charts/drawing.tsx';
import { spreadLabels } from '../../charts/line-labels.ts';
import { Mark } from '../../charts/mark.tsx';
import { durationTicks, logScale, positiveExtent, sizeTicks } from '../../charts/scales.ts';
import { armOf, type CostSeries } from './cost-series.ts';

const height = 400;
const mostLabel = 150;

type Point = { readonly x: number; readonly y: number; readonly low: number; readonly high: number };

function geometry(view: View, run: ReportRun, series: CostSeries) {
  const longest = Math.max(...series.arms.map((name) => widthOf(name, typeSize.label)));
  const labelWidth = Math.min(mostLabel, view.width / 4, longest + 12);
  const plot: Plot = { left: 58, right: view.width - labelWidth, top: 30, bottom: height - 40 };
  const arms = series.cells.flatMap((cell) => cell.arms);
  const limits = run.bandwidth ? series.sizesBytes.map((size) => size * (run.bandwidth?.nsPerByte ?? 0)) : [];
  const times = positiveExtent([...arms.flatMap((arm) => [arm.medianNs, arm.lowNs, arm.highNs]), ...limits]);
  const sizes = positiveExtent(series.sizesBytes);
  const x = logScale(sizes, [plot.left + 8, plot.right - 8]);
  const y = logScale(times, [plot.bottom - 6, plot.top + 6]);
  return { plot, sizes, times, x, y };
}

function pointsOf(series: CostSeries, name: string, place: ReturnType<typeof geometry>): Point[] {
  const { x, y } = place;
  return series.cells.flatMap((cell) => {
    const arm = armOf(cell, name);
    if (!arm?.medianNs || cell.sizeBytes === null) return [];
    const [low, high] = [arm.lowNs ?? arm.medianNs, arm.highNs ?? arm.medianNs];
    return [{ x: x(cell.sizeBytes), y: y(arm.medianNs), low: y(Math.max(1, low)), high: y(high) }];
  });
}

const band = area<Point>()
  .x(({ x }) => x)
  .y0(({ low }) => low)
  .y1(({ high }) => high)
  .digits(1);

const path = line<Point>()
  .x(({ x }) => x)
  .y(({ y }) => y)
  .digits(1);

function Limit({ run, place, view }: { run: ReportRun; place: ReturnType<typeof geometry>; view: View }) {
  if (!run.bandwidth) return null;
  const { nsPerByte } = run.bandwidth;
  const { sizes, x, y } = place;
  const [from, to] = sizes.map((size) => ({ x: x(size), y: y(size * nsPerByte) })) as [Point, Point];
  return (
    <g fill={view.paint.quiet} font-size={typeSize.small}>
      <path
        d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
        stroke={view.paint.quiet}
        stroke-width={1}
        fill="none"
      />
      <text x={to.x} y={to.y + 14} text-anchor="end">
        memory bandwidth
      </text>
    </g>
  );
}

function ArmLine({
  name,
  series,
  place,
  view,
}: {
  name: string;
  series: CostSeries;
  place: ReturnType<typeof geometry>;
  view: View;
}) {
  const { colour, dash, mark } = view.arms(name);
  const own = colour(view.paint);
  const points = pointsOf(series, name, place);
  return (
    <g>
      <path d={band(points) ?? ''} fill={own} opacity={0.2} />
      <path d={path(points) ?? ''} stroke={own} stroke-width={1.8} stroke-dasharray={dash} fill="none" />
      {points.map(({ x, y }) => (
        <Mark key={x} x={x} y={y} shape={mark} colour={own} ground={view.paint.ground} radius={3} />
      ))}
    </g>
  );
}

function draw(
  run: ReportRun,
  series: CostSeries,
  chart: Pick<Chart, 'name' | 'title' | 'description'>,
  view: View,
) {
  const place = geometry(view, run, series);
  const { plot, x, y } = place;
  const shown = series.arms.filter((name) => shows(view, name));
  const ends = shown.flatMap((arm) => {
    const last = pointsOf(series, arm, place).at(-1);
    return last ? [{ arm, text: arm, y: last.y }] : [];
  });
  return (
    <Drawing view={view} height={height} {...chart}>
      <BottomAxis
        plot={plot}
        ticks={sizeTicks(place.sizes, (plot.right - plot.left) / 62)}
        place={x}
        paint={view.paint}
        name="size"
      />
      <LeftAxis
        plot={plot}
        ticks={durationTicks(place.times, 9)}
        place={y}
        paint={view.paint}
        name={series.measure.join(' + ')}
      />
      <Limit run={run} place={place} view={view} />
      {shown.map((name) => (
        <ArmLine key={name} name={name} series={series} place={place} view={view} />
      ))}
      {spreadLabels(ends, 14, [plot.top, plot.bottom]).map(({ arm, text, y: at }) => (
        <text key={arm} x={plot.right} y={at + 4} fill={view.arms(arm).colour(view.paint)}>
          {cutToWidth(text, view.width - plot.right, typeSize.label)}
        </text>
      ))}
    </Drawing>
  );
}

function stopsOf(run: ReportRun, series: CostSeries, view: View): Stop[] {
  const place = geometry(view, run, series);
  return series.cells.map((cell) => {
    const read = series.arms.flatMap((name) => {
      const arm = shows(view, name) ? armOf(cell, name) : undefined;
      return arm?.medianNs ? [{ arm: name, ns: arm.medianNs, n: arm.n }] : [];
    });
    const size = cell.sizeBytes as number;
    return {
      x: place.x(size),
      key: String(size),
      lines: [
        { text: formatBytes(size) },
        ...read.map(({ arm, ns, n }) => ({
          arm,
          text: `${arm} ${formatDuration(ns)}, ${(ns / size).toPrecision(3)} ns a byte, ${n} trials`,
        })),
      ],
      dots: read.map(({ arm, ns }) => ({ arm, y: place.y(ns) })),
    };
  });
}

export function costChart(run: ReportRun, series: CostSeries): Chart {
  const { stage, measure, arms, cells, sizesBytes } = series;
  const words = {
    name: chartName('cost-against-size', run.letter, stage, series.design, series.pattern),
    title: `${measure.join(' + ')} against size, ${series.pattern}`,
    description: `${arms.length} arms at ${cells.length} sizes from ${formatBytes(sizesBytes[0] ?? 0)} to ${formatBytes(sizesBytes.at(-1) ?? 0)}.`,
  };
  return {
    ...words,
    caption: 'Medians of fresh processes; bands are their intervals. Both axes are logarithmic.',
    draw: (view) => draw(run, series, words, view),
    stops: (view) => stopsOf(run, series, view),
    link: `size-${run.letter}`,
    toggles: arms,
    table: {
      columns: ['sizeBytes', 'arm', 'n', 'medianNs', 'lowNs', 'highNs'],
      rows: cells.flatMap((cell) =>
        cell.arms
          .filter((arm) => !arm.isControl)
          .map((arm) => [cell.sizeBytes, arm.name, arm.n, arm.medianNs, arm.lowNs, arm.highNs]),
      ),
    },
  };
}
