/** The empirical distributions of the times of all arms of a cell, the control arm's dashed. */
import { line } from 'd3-shape';
import type { ReportArm, ReportCell } from '../../../model/report.ts';
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../../model/units.ts';
import { BottomAxis, LeftAxis, type Plot } from '../../charts/axes.tsx';
import { type Chart, shows, type Table, type View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, px, type } from '../../charts/drawing.tsx';
import { durationTicks, linearScale, linearTicks, logScale } from '../../charts/scales.ts';
import { timeInWords } from '../../time-in-words.ts';
import { shortName } from './decisive-cell.ts';

const height = 300;
/** From here on a linear axis would crowd most curves together. */
const logarithmicFrom = 3;

type Domain = readonly [low: number, high: number];

function withTimes({ arms }: ReportCell): readonly ReportArm[] {
  return arms.filter(({ distribution }) => distribution.value.length > 0);
}

/** Nearly all values of every arm, and every arm's median. */
function domainOf(arms: readonly ReportArm[]): Domain {
  const ends = arms.flatMap(({ distribution: { typical }, medianNs }) => [
    typical?.low ?? 1,
    typical?.high ?? 1,
    medianNs ?? typical?.low ?? 1,
  ]);
  const [low, high] = [Math.max(1, Math.min(...ends)), Math.max(1, ...ends)];
  return low === high ? [low / 1.1, high * 1.1] : [low * 0.99, high * 1.01];
}

function isLogarithmic([low, high]: Domain): boolean {
  return high / low > logarithmicFrom;
}

function geometry(view: View, arms: readonly ReportArm[]) {
  const plot: Plot = { left: 46, right: view.width - 22, top: 30, bottom: height - 44 };
  const domain = domainOf(arms);
  const scale = isLogarithmic(domain) ? logScale : linearScale;
  const place = scale(domain, [plot.left + 2, plot.right - 2]);
  const rows = linearScale([0, 1], [plot.bottom, plot.top]);
  const [low, high] = domain;
  return {
    plot,
    domain,
    x: (ns: number) => place(Math.min(high, Math.max(low, ns))),
    y: (share: number) => rows(share),
  };
}

type Geometry = ReturnType<typeof geometry>;

function stepPath({ distribution: { value, share } }: ReportArm, { x, y }: Geometry): string {
  const steps = value.flatMap((ns, index): [number, number][] => [
    [x(ns), y(share[index - 1] ?? 0)],
    [x(ns), y(share[index] as number)],
  ]);
  return line().digits(1)(steps) ?? '';
}

/** The value that this share of the trials reaches at most. */
function valueAt({ distribution: { value, share } }: ReportArm, of: number): number {
  const at = share.findIndex((one) => one >= of);
  return value[at] ?? (value.at(-1) as number);
}

type LabelProps = {
  readonly arm: ReportArm;
  /** The share at which it stands. */
  readonly at: number;
  readonly side: 'left' | 'right';
  readonly place: Geometry;
  readonly view: View;
};

/** Beside its curve, each at a height of its own: distributions of equivalent arms lie on each other. */
function Label({ arm, at, side, place, view }: LabelProps) {
  const { plot, x, y } = place;
  const text = arm.isControl ? `copy of ${arm.name}` : arm.name;
  const from = x(valueAt(arm, at));
  const wide = Math.min(widthOf(text, type.label), 180);
  const isRight = side === 'right' ? from + wide + 8 <= plot.right : from - wide - 8 < plot.left;
  return (
    <text
      x={px(isRight ? from + 7 : from - 7)}
      y={px(y(at) + 4)}
      text-anchor={isRight ? 'start' : 'end'}
      fill={view.arms(arm.name).colour(view.paint)}
      stroke={view.paint.ground}
      stroke-width={3.5}
      stroke-linejoin="round"
      paint-order="stroke"
    >
      {cutToWidth(text, Math.min(180, isRight ? plot.right - from - 8 : from - plot.left - 8), type.label)}
    </text>
  );
}

function Curve({ arm, place, view }: { arm: ReportArm; place: Geometry; view: View }) {
  const { colour, dash } = view.arms(arm.name);
  return (
    <path
      d={stepPath(arm, place)}
      stroke={colour(view.paint)}
      stroke-width={arm.isControl ? 1.1 : 1.8}
      stroke-dasharray={arm.isControl ? '1.5 2.5' : dash}
      fill="none"
    />
  );
}

function draw(cell: ReportCell, words: Pick<Chart, 'name' | 'title' | 'description'>, view: View) {
  const arms = withTimes(cell);
  const place = geometry(view, arms);
  const { plot, domain } = place;
  const shown = arms.filter(({ name }) => shows(view, name));
  const most = Math.max(2, (plot.right - plot.left) / 75);
  const ticks = isLogarithmic(domain)
    ? durationTicks(domain, most)
    : linearTicks(domain, most / 1.6, formatDuration);
  const ascending = [...shown].sort((one, other) => (one.medianNs ?? 0) - (other.medianNs ?? 0));
  return (
    <Drawing view={view} height={height} {...words}>
      <BottomAxis plot={plot} ticks={ticks} place={place.x} paint={view.paint} name={timeInWords(cell)} />
      <LeftAxis
        plot={plot}
        ticks={linearTicks([0, 1], 4, formatPercent)}
        place={place.y}
        paint={view.paint}
        name="share of trials that took so long at most"
      />
      {shown.map((arm) => (
        <Curve key={`${arm.name} ${arm.isControl}`} arm={arm} place={place} view={view} />
      ))}
      {ascending.map((arm, index) => (
        <Label
          key={`${arm.name} ${arm.isControl}`}
          arm={arm}
          at={0.9 - (0.8 * (index + 0.5)) / ascending.length}
          side={index === 0 && ascending.length > 1 ? 'left' : 'right'}
          place={place}
          view={view}
        />
      ))}
    </Drawing>
  );
}

/** Of the values drawn, those that lie beyond the axis stand for so many. */
function beyondWords(arms: readonly ReportArm[]): string {
  const [low, high] = domainOf(arms);
  let count = 0;
  for (const {
    distribution: { value, share, thinned },
  } of arms) {
    for (const [index, ns] of value.entries()) {
      const part = (share[index] as number) - (share[index - 1] ?? 0);
      if (ns < low || ns > high) count += part * thinned.of;
    }
  }
  const isThinned = arms.some(({ distribution: { thinned } }) => thinned.drawn < thinned.of);
  const rounded = Math.round(count);
  if (rounded === 0) return '';
  return ` ${isThinned ? 'About ' : ''}${formatNumber(rounded, 'trial')} beyond the axis ${rounded === 1 ? 'lies' : 'lie'} on its edge.`;
}

function thinnedWords(arms: readonly ReportArm[]): string {
  const thinned = arms.find(({ distribution }) => distribution.thinned.drawn < distribution.thinned.of);
  if (!thinned) return '';
  const { drawn, of } = thinned.distribution.thinned;
  return ` Of an arm's ${formatCount(of)} trials, ${formatCount(drawn)} steps are drawn.`;
}

/** No ranking: whether one differs from another is said by pairs. */
function titleOf(arms: readonly ReportArm[]): string {
  const measured = arms.filter(({ isControl, medianNs }) => !isControl && medianNs !== null);
  const ascending = [...measured].sort((one, other) => (one.medianNs ?? 0) - (other.medianNs ?? 0));
  const [least, most] = [ascending[0], ascending.at(-1)];
  if (!least || !most) return 'Distributions of the times';
  const [low, high] = [least, most].map(({ medianNs }) => formatDuration(medianNs ?? 0));
  if (least === most) return `Half of the trials of ${shortName(least.name)} took ${low} or less`;
  return low === high
    ? `All medians are ${low}`
    : `Medians from ${low} (${shortName(least.name)}) to ${high} (${shortName(most.name)})`;
}

function tableOf(arms: readonly ReportArm[]): Table {
  return {
    columns: ['arm', 'isControl', 'shareOfTrials', 'timeNs'],
    rows: arms.flatMap(({ name, isControl, distribution: { value, share } }) =>
      value.map((ns, index) => [name, isControl ? 'yes' : 'no', share[index] as number, ns]),
    ),
  };
}

export function distributionChart(cell: ReportCell, letter: string): Chart | undefined {
  const arms = withTimes(cell);
  if (arms.length === 0) return undefined;
  const words = {
    name: chartName('every-trial', letter, 'distributions'),
    title: titleOf(arms),
    description: `Empirical distributions of the times of ${formatNumber(arms.length, 'arm')}, one of them an identical copy.`,
  };
  const axis = isLogarithmic(domainOf(arms)) ? ' The axis of times is logarithmic.' : '';
  return {
    ...words,
    caption: `Each curve rises by one trial at that trial's time; the steeper, the less it varies. Dotted: the identical copy of ${shortName(cell.arms[0]?.name ?? '')}, which must lie on it.${axis}${thinnedWords(arms)}${beyondWords(arms)}`,
    draw: (view) => draw(cell, words, view),
    toggles: arms.filter(({ isControl }) => !isControl).map(({ name }) => name),
    table: tableOf(arms),
  };
}
