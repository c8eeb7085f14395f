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
import { timeInWords } from '../../parts/time-in-words.ts';
import { curveLabels } from './curve-labels.ts';
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

function stepsOf({ distribution: { value, share } }: ReportArm, { x, y }: Geometry): [number, number][] {
  return value.flatMap((ns, index): [number, number][] => [
    [x(ns), y(share[index - 1] ?? 0)],
    [x(ns), y(share[index] as number)],
  ]);
}

/** More letters than these of a name stand in the table only. */
const longestLabel = 180;

/** Narrower than this, there is the page's key above for names without a free place. */
const keyBelow = 520;

function labelOf({ name, isControl }: ReportArm): string {
  return cutToWidth(isControl ? `copy of ${name}` : name, longestLabel, type.label);
}

/** Beside each curve its name: distributions of equivalent arms lie on each other. */
function Labels({ arms, place, view }: { arms: readonly ReportArm[]; place: Geometry; view: View }) {
  const ascending = [...arms].sort((one, other) => (one.medianNs ?? 0) - (other.medianNs ?? 0));
  const curves = ascending.map((arm) => ({
    points: stepsOf(arm, place),
    wide: Math.min(longestLabel, widthOf(labelOf(arm), type.label)) + 4,
  }));
  const places = curveLabels(curves, place.plot, view.width < keyBelow);
  return (
    <g stroke={view.paint.ground} stroke-width={3.5} stroke-linejoin="round" paint-order="stroke">
      {ascending.map((arm, index) => {
        const at = places[index];
        return at ? (
          <text
            key={`${arm.name} ${arm.isControl}`}
            x={px(at.x)}
            y={px(at.y)}
            text-anchor={at.anchor}
            fill={view.arms(arm.name).colour(view.paint)}
          >
            {labelOf(arm)}
          </text>
        ) : null;
      })}
    </g>
  );
}

function Curve({ arm, place, view }: { arm: ReportArm; place: Geometry; view: View }) {
  const { colour, dash } = view.arms(arm.name);
  return (
    <path
      d={line().digits(1)(stepsOf(arm, place)) ?? ''}
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
      <Labels arms={shown} place={place} view={view} />
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
