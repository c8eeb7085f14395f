/** Identical copies against their reference: a dot with its interval for each cell, around 1, and what can be told there. */
import type { ReportRun } from '../../../model/report.ts';
import { formatNumber, formatPercent } from '../../../model/units.ts';
import { BottomAxis, type Plot } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, px, type } from '../../charts/drawing.tsx';
import { logScale, ratioTicks } from '../../charts/scales.ts';
import { type ControlPlace, controlPlaces } from './controls.ts';

const rowHeight = 24;
const [top, bottom] = [34, 44];
/** More rows than these are no picture; void ones are all shown first. */
const mostRows = 80;
/** What no axis need show: the numbers stand in the table. */
const widest = 2;

function drawnOf(places: readonly ControlPlace[]): readonly ControlPlace[] {
  if (places.length <= mostRows) return places;
  return [...places].sort((one, other) => Number(other.isVoid) - Number(one.isVoid)).slice(0, mostRows);
}

/** Unbounded ends are beyond every axis. */
function endsOf({ finding: { interval } }: ControlPlace): [low: number, high: number] {
  return [interval?.low || 0, interval?.high ?? Number.POSITIVE_INFINITY];
}

function domainOf(places: readonly ControlPlace[], equivalence: number): readonly [number, number] {
  const ratios = places.flatMap((place) => [...endsOf(place), place.finding.ratio ?? 1]);
  const held = ratios.map((ratio) => Math.min(widest, Math.max(1 / widest, ratio)));
  const bounded = held.filter((_, index) => Number.isFinite(ratios[index]) && (ratios[index] as number) > 0);
  const [low, high] = [
    Math.min(1 / (1 + equivalence), ...bounded),
    Math.max(1 + equivalence, ...bounded),
  ].map(Math.log) as [number, number];
  const room = 0.04 * (high - low);
  return [Math.exp(low - room), Math.exp(high + room)];
}

function geometry(view: View, places: readonly ControlPlace[], equivalence: number) {
  const longest = Math.max(...places.map(({ label }) => widthOf(label, type.label)));
  const labels = Math.round(Math.min(longest + 14, view.width * 0.34));
  const plot: Plot = {
    left: labels,
    right: view.width - 58,
    top,
    bottom: top + places.length * rowHeight,
  };
  const domain = domainOf(places, equivalence);
  const [low, high] = domain;
  const place = logScale(domain, [plot.left, plot.right]);
  return { plot, domain, x: (ratio: number) => place(Math.min(high, Math.max(low, ratio))) };
}

type Geometry = ReturnType<typeof geometry>;

/** What lies within the shaded bar cannot be told from nothing there. */
function Untold({ place, y, at }: { place: ControlPlace; y: number; at: Geometry & { view: View } }) {
  if (place.resolution === null) return null;
  const [from, to] = [at.x(1 / (1 + place.resolution)), at.x(1 + place.resolution)];
  return (
    <rect x={px(from)} y={y - 7} width={px(to - from)} height={14} fill={at.view.paint.rule} opacity={0.7} />
  );
}

function Row({ place, index, at }: { place: ControlPlace; index: number; at: Geometry & { view: View } }) {
  const { plot, x, view } = at;
  const y = top + (index + 0.5) * rowHeight;
  const colour = place.isVoid ? view.paint.alarm : view.paint.ink;
  const [low, high] = endsOf(place);
  const [lowest, highest] = at.domain;
  const stops = [low, high].filter((end) => end > lowest && end < highest);
  const told = place.resolution === null ? 'nothing' : formatPercent(place.resolution);
  return (
    <g>
      <Untold place={place} y={y} at={at} />
      <text x={plot.left - 8} y={y + 4} text-anchor="end">
        {cutToWidth(place.label, plot.left - 8, type.label)}
      </text>
      <path
        d={`M${px(x(low))} ${y}H${px(x(high))}${stops.map((end) => `M${px(x(end))} ${y - 4}v8`).join('')}`}
        stroke={colour}
        stroke-width={1.6}
        stroke-dasharray={low > 0 && Number.isFinite(high) ? undefined : '2 3'}
        fill="none"
      />
      <circle cx={px(x(place.finding.ratio ?? 1))} cy={y} r={3.6} fill={colour} />
      <text x={plot.right + 10} y={y + 4} fill={colour} font-weight={place.isVoid ? 'bold' : undefined}>
        {place.isVoid ? 'void' : told}
      </text>
    </g>
  );
}

function draw(
  places: readonly ControlPlace[],
  equivalence: number,
  words: Pick<Chart, 'name' | 'title' | 'description'>,
  view: View,
) {
  const at = { ...geometry(view, places, equivalence), view };
  const { plot, domain, x } = at;
  return (
    <Drawing view={view} height={plot.bottom + bottom} {...words}>
      <rect
        x={px(x(1 / (1 + equivalence)))}
        y={plot.top}
        width={px(x(1 + equivalence) - x(1 / (1 + equivalence)))}
        height={plot.bottom - plot.top}
        fill={view.paint.wash}
      />
      <BottomAxis
        plot={plot}
        ticks={ratioTicks(domain, Math.max(2, (plot.right - plot.left) / 75))}
        place={x}
        paint={view.paint}
        name="time of the copy over that of the reference"
      />
      <path d={`M${px(x(1))} ${plot.top}V${plot.bottom}`} stroke={view.paint.quiet} />
      <text x={plot.right + 10} y={plot.top - 9} fill={view.paint.quiet} font-size={type.small}>
        can tell
      </text>
      {places.map((place, index) => (
        <Row key={index} place={place} index={index} at={at} />
      ))}
    </Drawing>
  );
}

function titleOf(places: readonly ControlPlace[]): string {
  const count = places.filter(({ isVoid }) => isVoid).length;
  const cells = formatNumber(places.length, 'comparison');
  if (count > 0) return `Identical copies differ in ${count} of ${cells}: no verdict there holds`;
  const told = places.flatMap(({ resolution }) => (resolution === null ? [] : [resolution]));
  if (told.length === 0) return 'Too few blocks to tell any difference';
  const [finest, coarsest] = [formatPercent(Math.min(...told)), formatPercent(Math.max(...told))];
  const blind = places.length - told.length;
  const untold = blind > 0 ? `, and none in ${blind} of them` : '';
  const differences = finest === coarsest ? `of ${finest}` : `of ${finest} at best and ${coarsest} at worst`;
  return `Identical copies came out alike${places.length > 1 ? ` in all ${cells}` : ''}: differences ${differences} can be told${untold}`;
}

export function controlChart(run: ReportRun): Chart | undefined {
  const all = controlPlaces(run);
  if (all.length === 0) return undefined;
  const places = drawnOf(all);
  const { equivalence } = run.header.settings;
  const words = {
    name: chartName('trust', run.letter, 'identical-copies'),
    title: titleOf(all),
    description: `Ratios of identical copies to their reference with intervals, in ${formatNumber(all.length, 'comparison')}.`,
  };
  const drawn =
    places.length < all.length ? ` ${places.length} of ${all.length} are drawn, void ones first.` : '';
  return {
    ...words,
    caption: `A copy of the reference runs in every block, and its ratio is 1. Dots are medians, bars their intervals. Strong shading: differences too small to be told there, the figure at the right; faint: the margin of equivalence, ${formatPercent(equivalence)}.${drawn}`,
    draw: (view) => draw(places, equivalence, words, view),
    table: {
      columns: [
        'stage',
        'sizeBytes',
        'design',
        'n',
        'ratio',
        'low',
        'high',
        'smallestDifferenceTold',
        'verdict',
      ],
      rows: all.map(({ finding, resolution, isVoid }) => [
        finding.stage,
        finding.sizeBytes,
        finding.design,
        finding.n,
        finding.ratio,
        finding.interval?.low ?? null,
        finding.interval?.high ?? null,
        resolution,
        isVoid ? 'void' : 'alike',
      ]),
    },
  };
}
