/** Amounts of time as horizontal bars from zero, to both sides, each with its interval, its name and its value. */

import { formatPercent } from '../../../model/units.ts';
import { BottomAxis, type Plot } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { linearScale, linearTicks } from '../../charts/scales.ts';
import { halo } from './forest-row.tsx';

export type Bar = {
  /** Empty where it belongs to the name above it. */
  readonly name: string;
  readonly arm: string;
  readonly ns: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly label: string;
  /** Of the whole; empty where it is the whole. */
  readonly share: string;
  /** Whose it is, where that is said beside it. */
  readonly said?: string;
  /** A part, what the parts leave, or what they add up to. */
  readonly role: 'part' | 'residual' | 'whole';
};

/** Bars with a heading; none where it is empty. */
export type Panel = { readonly heading: string; readonly bars: readonly Bar[] };

type Words = Pick<Chart, 'name' | 'title' | 'description'>;
type Domain = readonly [low: number, high: number];
type Place = {
  readonly plot: Plot;
  readonly domain: Domain;
  readonly x: (ns: number) => number;
  readonly height: number;
};
type Placed = { readonly y: number; readonly heading?: string; readonly bar?: Bar };

const headingHeight = 26;
const shareWidth = 56;

/** Bars that share a name stand closer. */
function rowHeight(bar: Bar, next: Bar | undefined): number {
  return next?.name === '' ? 14 : bar.name === '' ? 20 : 18;
}

function placedOf(panels: readonly Panel[]) {
  const placed: Placed[] = [];
  let y = 4;
  for (const { heading, bars } of panels) {
    if (heading !== '') {
      y += headingHeight;
      placed.push({ y: y - 8, heading });
    }
    for (const [index, bar] of bars.entries()) {
      placed.push({ y: y + 9, bar });
      y += rowHeight(bar, bars[index + 1]);
    }
  }
  return { placed, bottom: y + 4 };
}

function placeOf(view: View, panels: readonly Panel[], bottom: number): Place {
  const bars = panels.flatMap((panel) => panel.bars);
  const longest = (of: (bar: Bar) => string): number =>
    Math.max(0, ...bars.map((bar) => widthOf(of(bar), typeSize.small)));
  const left = Math.min(longest(({ name }) => name) + 12, view.width * 0.3);
  const right = view.width - longest(({ label }) => label) - shareWidth - 10;
  const ends = bars.flatMap(({ ns, low, high }) => [ns, low ?? ns, high ?? ns]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const room = (most - least || 1) * 0.02;
  const plot: Plot = { left, right, top: 4, bottom };
  const domain: Domain = [least < 0 ? least - room : 0, most > 0 || least === 0 ? most + room : 0];
  return { plot, domain, x: linearScale(domain, [left, right]), height: bottom + 22 };
}

function Whisker({ bar, y, place, view }: { bar: Bar; y: number; place: Place; view: View }) {
  if (bar.low === null || bar.high === null || bar.low === bar.high) return null;
  const [from, to] = [px(place.x(bar.low)), px(place.x(bar.high))];
  return (
    <path
      d={`M${from} ${y - 3}v6M${to} ${y - 3}v6M${from} ${y}H${to}`}
      stroke={view.paint.ink}
      stroke-width={1}
      fill="none"
    />
  );
}

/** Behind the bar and its whisker, in its colour: what the colour means. */
function Said({ bar, y, place, view }: { bar: Bar; y: number; place: Place; view: View }) {
  const from = place.x(Math.max(bar.ns, bar.high ?? bar.ns)) + 7;
  return (
    <text x={px(from)} y={y + 4} fill={view.arms(bar.arm).colour(view.paint)} {...halo(view.paint.ground)}>
      {cutToWidth(bar.said ?? '', place.plot.right - from, typeSize.small)}
    </text>
  );
}

function BarRow({ bar, y, place, view }: { bar: Bar; y: number; place: Place; view: View }) {
  const { plot, x } = place;
  const { paint } = view;
  const own = view.arms(bar.arm).colour(paint);
  const [from, to] = [x(Math.min(0, bar.ns)), x(Math.max(0, bar.ns))];
  const isResidual = bar.role === 'residual';
  return (
    <g font-size={typeSize.small}>
      <rect
        x={px(from)}
        y={y - 5.5}
        width={Math.max(0.8, px(to - from))}
        height={11}
        fill={isResidual ? paint.ground : bar.role === 'whole' ? paint.quiet : own}
        stroke={isResidual ? own : 'none'}
        stroke-dasharray={isResidual ? '3 2' : undefined}
      />
      <Whisker bar={bar} y={y} place={place} view={view} />
      {bar.said === undefined ? null : <Said bar={bar} y={y} place={place} view={view} />}
      <text
        x={plot.left - 8}
        y={y + 4}
        text-anchor="end"
        font-weight={bar.role === 'whole' ? 'bold' : undefined}
      >
        {cutToWidth(bar.name, plot.left - 6, typeSize.small)}
      </text>
      <text
        x={view.width - shareWidth}
        y={y + 4}
        text-anchor="end"
        font-weight={bar.role === 'whole' ? 'bold' : undefined}
        fill={isResidual ? paint.quiet : paint.ink}
      >
        {bar.label}
      </text>
      <text x={view.width} y={y + 4} text-anchor="end" fill={paint.quiet}>
        {bar.share}
      </text>
    </g>
  );
}

/** What is less than a thousandth is not worth its digits. */
export function shareInWords(ns: number, wholeNs: number): string {
  if (wholeNs === 0) return '';
  const share = ns / wholeNs;
  return Math.abs(share) < 0.001 ? '< 0.1 %' : formatPercent(share).replace('-', '−');
}

export function drawBars(panels: readonly Panel[], format: (ns: number) => string, words: Words, view: View) {
  const { placed, bottom } = placedOf(panels);
  const place = placeOf(view, panels, bottom);
  const { plot, x } = place;
  const ticks = linearTicks(place.domain, Math.max(2, (plot.right - plot.left) / 90), format);
  return (
    <Drawing view={view} height={place.height} {...words}>
      <BottomAxis plot={plot} ticks={ticks} place={x} paint={view.paint} />
      {placed.map(({ y, heading, bar }) =>
        bar ? (
          <BarRow key={y} bar={bar} y={y} place={place} view={view} />
        ) : (
          <text key={y} x={0} y={y} font-weight="bold">
            {cutToWidth(heading ?? '', view.width, typeSize.label)}
          </text>
        ),
      )}
      <path d={`M${px(x(0))} ${plot.top}V${px(plot.bottom)}`} stroke={view.paint.ink} stroke-width={1} />
    </Drawing>
  );
}
