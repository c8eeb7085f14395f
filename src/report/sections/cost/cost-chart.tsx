/** Cost against size: a line with its interval for each arm, and the limit of memory bandwidth. */
import { area, line } from 'd3-shape';
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes, formatRate } from '../../../model/units.ts';
import { BottomAxis, LeftAxis } from '../../charts/axes.tsx';
import { type Chart, type Stop, shows, type View } from '../../charts/chart.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { spreadLabels } from '../../charts/line-labels.ts';
import { Mark } from '../../charts/mark.tsx';
import { sizeTicks } from '../../charts/scales.ts';
import { armOf, type CostSeries } from './cost-series.ts';
import { costWords } from './cost-words.ts';
import { LimitLine } from './limit-line.tsx';
import type { Quantity } from './quantity.ts';
import { type Point, type SizePlot, sizePlot } from './size-plot.ts';

function ArmLine({ name, place, view }: { name: string; place: SizePlot; view: View }) {
  const { colour, dash, mark } = view.arms(name);
  const own = colour(view.paint);
  const points = place.points.get(name) ?? [];
  const band = area<Point>()
    .x(({ x }) => x)
    .y0(({ low }) => place.y(low))
    .y1(({ high }) => place.y(high))
    .digits(1);
  const path = line<Point>()
    .x(({ x }) => x)
    .y(({ value }) => place.y(value))
    .digits(1);
  return (
    <g>
      <path d={band(points) ?? ''} fill={own} opacity={0.16} />
      <path d={path(points) ?? ''} stroke={own} stroke-width={1.8} stroke-dasharray={dash} fill="none" />
      {points.map(({ x, value }) => (
        <Mark
          key={x}
          x={x}
          y={place.y(value)}
          shape={mark}
          colour={own}
          ground={view.paint.ground}
          radius={3}
        />
      ))}
    </g>
  );
}

type End = { readonly arm: string; readonly text: string; readonly x: number; readonly y: number };

/** A name at the right edge, tied to its line where it had to move. */
function EdgeLabel({ end, y, plot, view }: { end: End; y: number; plot: SizePlot['plot']; view: View }) {
  const own = view.arms(end.arm).colour(view.paint);
  return (
    <g>
      <path
        d={`M${px(end.x + 5)} ${px(end.y)}L${px(plot.right + 4)} ${px(y)}`}
        stroke={own}
        stroke-width={0.7}
        fill="none"
      />
      <text x={px(plot.right + 7)} y={px(y + 4)} fill={own}>
        {cutToWidth(end.text, view.width - plot.right - 6, typeSize.label)}
      </text>
    </g>
  );
}

/** Names at the ends of the lines: at the right edge, or beside the last point of a line that ends before it. */
function Labels({ shown, place, view }: { shown: readonly string[]; place: SizePlot; view: View }) {
  const { plot, x, sizes } = place;
  const edge = x(sizes[1]);
  const ends: End[] = shown.flatMap((arm) => {
    const last = place.points.get(arm)?.at(-1);
    return last ? [{ arm, text: arm, x: last.x, y: place.y(last.value) }] : [];
  });
  const atEdge = ends.filter((end) => end.x >= edge - 1);
  return (
    <g>
      {spreadLabels(atEdge, 15, [plot.top + 4, plot.bottom]).map(({ arm, y }) => {
        const end = atEdge.find((one) => one.arm === arm);
        return end ? <EdgeLabel key={arm} end={end} y={y} plot={plot} view={view} /> : null;
      })}
      {ends
        .filter((end) => end.x < edge - 1)
        .map((end) => (
          <text
            key={end.arm}
            x={px(end.x + 7)}
            y={px(Math.min(end.y + 13, plot.bottom - 3))}
            fill={view.arms(end.arm).colour(view.paint)}
          >
            {cutToWidth(end.text, plot.right - end.x, typeSize.label)}
          </text>
        ))}
    </g>
  );
}

type Words = Pick<Chart, 'name' | 'title' | 'description'>;

function draw(run: ReportRun, series: CostSeries, quantity: Quantity, words: Words, view: View) {
  const place = sizePlot(view, run, series, quantity);
  const { plot, x, y } = place;
  const shown = series.arms.filter((name) => shows(view, name));
  const rate = run.bandwidth ? formatRate(1, run.bandwidth.nsPerByte) : '';
  return (
    <Drawing view={view} height={place.height} {...words}>
      <BottomAxis
        plot={plot}
        ticks={sizeTicks(place.sizes, (plot.right - plot.left) / 62)}
        place={x}
        paint={view.paint}
        name="size"
      />
      <LeftAxis plot={plot} ticks={place.ticks} place={y} paint={view.paint} name={quantity.axis} />
      <LimitLine points={place.limit} words={`memory bandwidth, ${rate}`} bottom={plot.bottom} view={view} />
      {shown.map((name) => (
        <ArmLine key={name} name={name} place={place} view={view} />
      ))}
      <Labels shown={shown} place={place} view={view} />
    </Drawing>
  );
}

function stopsOf(run: ReportRun, series: CostSeries, quantity: Quantity, view: View): Stop[] {
  const place = sizePlot(view, run, series, quantity);
  return series.cells.map((cell) => {
    const size = cell.sizeBytes as number;
    const read = series.arms.flatMap((name) => {
      const arm = shows(view, name) ? armOf(cell, name) : undefined;
      const amount = arm && quantity.of(cell, arm);
      return arm && amount ? [{ arm: name, n: arm.n, ...amount }] : [];
    });
    return {
      x: place.x(size),
      key: String(size),
      lines: [
        { text: formatBytes(size) },
        ...read.map(({ arm, value, low, high, n }) => ({
          arm,
          text: `${cutToWidth(arm, 180, typeSize.small)} ${quantity.format(value)} (${quantity.format(low)}..${quantity.format(high)}), n = ${n}`,
        })),
      ],
      dots: read.map(({ arm, value }) => ({ arm, y: place.y(value) })),
    };
  });
}

/** Undefined where no arm has the quantity at two sizes. */
export function costChart(run: ReportRun, series: CostSeries, quantity: Quantity): Chart | undefined {
  const amounts = series.cells.flatMap((cell) =>
    cell.arms
      .filter((arm) => !arm.isControl)
      .flatMap((arm) => {
        const amount = quantity.of(cell, arm);
        return amount ? [{ cell, arm, ...amount }] : [];
      }),
  );
  if (new Set(amounts.map(({ cell }) => cell.key)).size < 2) return undefined;
  const { caption, ...words } = costWords(run, series, quantity);
  return {
    ...words,
    caption,
    draw: (view) => draw(run, series, quantity, words, view),
    stops: (view) => stopsOf(run, series, quantity, view),
    link: `size-${run.letter}`,
    ...(quantity.name === 'time' ? { toggles: series.arms } : {}),
    table: {
      columns: ['sizeBytes', 'arm', 'n', quantity.column, 'low', 'high'],
      rows: amounts.map(({ cell, arm, value, low, high }) => [
        cell.sizeBytes,
        arm.name,
        arm.n,
        value,
        low,
        high,
      ]),
    },
  };
}
