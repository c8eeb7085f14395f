/** The paired ratio of each run, beside those of the others: the letter of the run is its mark. */
import type { Report } from '../../../model/report.ts';
import { BottomAxis, type Plot } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { intervalDomain } from '../../charts/interval-domain.ts';
import { logScale, ratioTicks } from '../../charts/scales.ts';
import { intervalsInWords } from '../../parts/intervals-in-words.ts';
import {
  agreement,
  byDispute,
  type CommonComparison,
  commonComparisons,
  type Standing,
} from './common-comparisons.ts';
import { standingInWords, verdictInWords } from './verdict-in-words.ts';

const rowHeight = 20;
const headingHeight = 24;
/** Rows of runs; more are in the table only. */
const mostRows = 60;
/** Narrower than this, the words of a row have no room beside it. */
const wideFrom = 620;
const wordsWidth = 236;

type Place = {
  readonly plot: Plot;
  readonly x: (ratio: number) => number;
  readonly domain: readonly [number, number];
  readonly isWide: boolean;
};

function placeOf(view: View, comparisons: readonly CommonComparison[], margin: number): Place {
  const isWide = view.width >= wideFrom;
  const domain = intervalDomain(
    comparisons.flatMap(({ standings }) => standings),
    margin,
  );
  const rows = comparisons.reduce((sum, { standings }) => sum + standings.length, 0);
  const [left, right] = [12, isWide ? view.width - wordsWidth : view.width - 12];
  const bottom = 4 + comparisons.length * headingHeight + rows * rowHeight + 6;
  const plot = { left, right, top: 4, bottom };
  return { plot, x: logScale(domain, [left + 6, right - 6]), domain, isWide };
}

function RunRow({
  arm,
  one,
  y,
  place,
  view,
}: {
  arm: string;
  one: Standing;
  y: number;
  place: Place;
  view: View;
}) {
  const { x, domain, plot, isWide } = place;
  const { paint, width } = view;
  const own = view.arms(arm).colour(paint);
  const isKnown = one.low !== null && one.high !== null;
  const [low, high] = [one.low ?? domain[0], one.high ?? domain[1]];
  const arrows = [
    ...(isKnown && low < domain[0] ? [`M${px(plot.left + 5)} ${y - 3}l-5 3l5 3`] : []),
    ...(isKnown && high > domain[1] ? [`M${px(plot.right - 5)} ${y - 3}l5 3l-5 3`] : []),
  ];
  const [from, to] = [x(Math.max(low, domain[0])), x(Math.min(high, domain[1]))];
  return (
    <g>
      <path
        d={`M${px(from)} ${y}H${px(to)}${arrows.join('')}`}
        stroke={isKnown ? own : paint.quiet}
        stroke-width={isKnown ? 1.8 : 1}
        stroke-dasharray={isKnown ? undefined : '1 4'}
        fill="none"
      />
      <text
        x={px(x(one.ratio))}
        y={y + 4.5}
        text-anchor="middle"
        font-weight="bold"
        font-size={13}
        fill={own}
        stroke={paint.ground}
        stroke-width={5}
        paint-order="stroke"
        stroke-linejoin="round"
      >
        {one.letter}
      </text>
      {isWide ? (
        <g font-size={typeSize.small} fill={one.verdict === 'void' ? paint.alarm : paint.ink}>
          <text x={width - 94} y={y + 4} text-anchor="end">
            {standingInWords(one)}
          </text>
          <text x={width - 84} y={y + 4} fill={one.verdict === 'unresolved' ? paint.quiet : undefined}>
            {verdictInWords(one.verdict)}
          </text>
        </g>
      ) : null}
    </g>
  );
}

function Comparisons({
  comparisons,
  place,
  view,
}: {
  comparisons: readonly CommonComparison[];
  place: Place;
  view: View;
}) {
  let y = place.plot.top;
  return comparisons.map((comparison) => {
    const { arm, reference, where, standings } = comparison;
    const top = y;
    y += headingHeight + standings.length * rowHeight;
    return (
      <g key={top}>
        <text
          x={0}
          y={top + 16}
          font-size={typeSize.small}
          stroke={view.paint.ground}
          stroke-width={3}
          paint-order="stroke"
        >
          {cutToWidth(`${arm} over ${reference}: ${where}`, view.width * 0.95, typeSize.small)}
        </text>
        {standings.map((one, row) => (
          <RunRow
            key={one.letter}
            arm={arm}
            one={one}
            y={top + headingHeight + (row + 0.5) * rowHeight}
            place={place}
            view={view}
          />
        ))}
      </g>
    );
  });
}

/** As many comparisons as have room, those that runs disagree on first. */
function drawnOf(comparisons: readonly CommonComparison[]): CommonComparison[] {
  const ordered = byDispute(comparisons);
  let left = mostRows;
  const drawn = ordered.filter(({ standings }) => {
    left -= standings.length;
    return left >= 0;
  });
  return comparisons.filter((one) => drawn.includes(one));
}

/** Undefined where the runs have no comparison in common. */
export function ratiosChart(report: Report): Chart | undefined {
  const { comparisons } = commonComparisons(report);
  if (comparisons.length === 0) return undefined;
  const margins = new Set(report.runs.map(({ header }) => header.settings.equivalence));
  const margin = Math.max(...margins);
  const drawn = drawnOf(comparisons);
  const left =
    drawn.length < comparisons.length
      ? ` ${drawn.length} of ${comparisons.length} comparisons are drawn, those that runs disagree on first; all are in the table.`
      : '';
  const words = {
    name: 'ratios-by-run',
    title: agreement(comparisons),
    description: `${comparisons.length} comparisons; for each, the ratio and interval of every run that made it.`,
  };
  return {
    ...words,
    caption: `Median paired ratios with their ${intervalsInWords(report.runs)}, on a logarithmic axis, a letter for each run. The band is the ${margins.size > 1 ? 'widest ' : ''}margin of equivalence. Dotted: no interval yet.${left}`,
    draw: (view) => {
      const place = placeOf(view, drawn, margin);
      const { plot, x, domain } = place;
      const [from, to] = [x(1 / (1 + margin)), x(1 + margin)];
      const band = { x: px(from), y: plot.top, width: px(to - from), height: px(plot.bottom - plot.top) };
      return (
        <Drawing view={view} height={plot.bottom + 36} {...words}>
          <rect {...band} fill={view.paint.wash} />
          <path d={`M${px(x(1))} ${plot.top}V${px(plot.bottom)}`} stroke={view.paint.quiet} />
          <BottomAxis
            plot={plot}
            ticks={ratioTicks(domain, Math.max(3, (plot.right - plot.left) / 70))}
            place={x}
            paint={view.paint}
            name="over the reference"
          />
          <Comparisons comparisons={drawn} place={place} view={view} />
        </Drawing>
      );
    },
    table: {
      columns: ['where', 'arm', 'reference', 'run', 'n', 'ratio', 'low', 'high', 'verdict'],
      rows: comparisons.flatMap(({ where, arm, reference, standings }) =>
        standings.map((one) => [
          where,
          arm,
          reference,
          one.letter,
          one.n,
          one.ratio,
          one.low,
          one.high,
          one.verdict,
        ]),
      ),
    },
  };
}
