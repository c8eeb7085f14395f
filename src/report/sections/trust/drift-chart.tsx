/** The reference's own time from the first block to the last, and the trend through it. */
import { area, line } from 'd3-shape';
import type { ReportCell, ReportDrift, ReportRun } from '../../../model/report.ts';
import { formatCount, formatInterval, formatNumber, formatRatio } from '../../../model/units.ts';
import { BottomAxis, LeftAxis, type Plot } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { Drawing, px } from '../../charts/drawing.tsx';
import { linearScale, linearTicks, logScale, ratioTicks } from '../../charts/scales.ts';
import { cellWords, pairNoun, shortName } from '../trials/decisive-cell.ts';

const height = 230;
/** The axis shows a twentieth up and down at least: noise is not made large. */
const leastRange = 1.05;

export type DriftWords = 'none' | 'drifted' | 'unknown';

/** Whether the trend is told from none. */
export function driftOf({ change }: ReportDrift): DriftWords {
  if (!change || change.low === null || change.high === null) return 'unknown';
  return change.low > 1 || change.high < 1 ? 'drifted' : 'none';
}

export function changeWords({ change }: ReportDrift): string {
  return change
    ? formatInterval(change.ratio, change.low ?? 0, change.high ?? Number.POSITIVE_INFINITY)
    : '-';
}

/** Nearly all spans with their quartiles. */
function domainOf({ typical, median, low, high }: ReportDrift): readonly [number, number] {
  const isTypical = (index: number): boolean => {
    const at = median[index] as number;
    return typical !== null && at >= typical.low && at <= typical.high;
  };
  const ends = [...low, ...high].filter((_, index) => isTypical(index % median.length));
  return [Math.min(1 / leastRange, ...ends) * 0.995, Math.max(leastRange, ...ends) * 1.005];
}

function geometry(view: View, drift: ReportDrift) {
  const { block } = drift;
  const plot: Plot = { left: 50, right: view.width - 22, top: 28, bottom: height - 44 };
  const domain = domainOf(drift);
  const [least, most] = domain;
  const rows = logScale(domain, [plot.bottom, plot.top]);
  const [first, last] = [block[0] ?? 0, block.at(-1) ?? 1];
  const x = linearScale([first + 1, Math.max(first + 2, last + 1)], [plot.left + 6, plot.right - 6]);
  return {
    plot,
    domain,
    x: (at: number) => x(at + 1),
    y: (ratio: number) => rows(Math.min(most, Math.max(least, ratio))),
    span: [first, last] as const,
  };
}

type Geometry = ReturnType<typeof geometry>;

/** Single trials as dots, spans as a line with their quartiles. */
function Times({ drift, place, view }: { drift: ReportDrift; place: Geometry; view: View }) {
  const { x, y } = place;
  const colour = view.arms(drift.arm).colour(view.paint);
  const { block, median, low, high } = drift;
  if (drift.spanTrials === 1) {
    const dots = block.map((at, index) => `M${px(x(at))} ${px(y(median[index] as number))}h0`).join('');
    return (
      <path d={dots} stroke={colour} stroke-width={4.4} stroke-linecap="round" fill="none" opacity={0.8} />
    );
  }
  const index = block.map((_, at) => at);
  const band = area<number>()
    .x((at) => x(block[at] as number))
    .y0((at) => y(low[at] as number))
    .y1((at) => y(high[at] as number))
    .digits(1);
  const path = line<number>()
    .x((at) => x(block[at] as number))
    .y((at) => y(median[at] as number))
    .digits(1);
  return (
    <>
      <path d={band(index) ?? ''} fill={colour} opacity={0.22} />
      <path d={path(index) ?? ''} stroke={colour} stroke-width={1.5} fill="none" />
    </>
  );
}

/** Through 1 in the middle of the run. */
function Trend({ drift: { change }, place, view }: { drift: ReportDrift; place: Geometry; view: View }) {
  if (!change) return null;
  const { x, y, span } = place;
  const [from, to] = [change.ratio ** -0.5, change.ratio ** 0.5];
  return (
    <path
      d={`M${px(x(span[0]))} ${px(y(from))}L${px(x(span[1]))} ${px(y(to))}`}
      stroke={view.paint.ink}
      stroke-width={1.4}
      stroke-dasharray="6 3"
      fill="none"
    />
  );
}

type Words = Pick<Chart, 'name' | 'title' | 'description'>;

function draw(drift: ReportDrift, noun: string, words: Words, view: View) {
  const place = geometry(view, drift);
  const { plot, domain, x, y } = place;
  const most = Math.max(2, (plot.right - plot.left) / 70);
  const ticks = linearTicks([place.span[0] + 1, place.span[1] + 1], most, formatCount).filter(({ value }) =>
    Number.isInteger(value),
  );
  return (
    <Drawing view={view} height={height} {...words}>
      <BottomAxis plot={plot} ticks={ticks} place={(value) => x(value - 1)} paint={view.paint} name={noun} />
      <LeftAxis
        plot={plot}
        ticks={ratioTicks(domain, 5)}
        place={y}
        paint={view.paint}
        name="time over its median"
      />
      <path d={`M${plot.left} ${px(y(1))}H${plot.right}`} stroke={view.paint.quiet} />
      <Times drift={drift} place={place} view={view} />
      <Trend drift={drift} place={place} view={view} />
    </Drawing>
  );
}

function titleOf(drift: ReportDrift): string {
  const arm = shortName(drift.arm);
  const { change } = drift;
  switch (driftOf(drift)) {
    case 'none':
      return `No drift of ${arm} can be told: at the end it took ${changeWords(drift)} of its first time`;
    case 'drifted':
      return `Over the run ${arm} became ${(change?.ratio ?? 1) > 1 ? 'slower' : 'faster'}: at the end it took ${changeWords(drift)} of its first time`;
    case 'unknown':
      return `${formatNumber(drift.n, 'trial')} of ${arm} are too few to tell a drift`;
  }
}

function captionOf(cell: ReportCell, drift: ReportDrift): string {
  const noun = pairNoun(cell);
  const drawn =
    drift.spanTrials === 1
      ? `A dot for the reference in each ${noun}`
      : `Medians and quartiles of the reference in spans of ${formatNumber(drift.spanTrials, noun)}`;
  const trend = drift.change ? ' Dashed: the trend (Theil and Sen).' : '';
  const [least, most] = domainOf(drift);
  const beyond = drift.median.filter((ratio) => ratio < least || ratio > most).length;
  const edge = beyond > 0 ? ` ${beyond} beyond the axis ${beyond === 1 ? 'lies' : 'lie'} on its edge.` : '';
  return `${drawn}, over the median of all ${formatCount(drift.n)}: ${cellWords(cell)}.${trend}${edge} A ratio is made within a ${noun}, and drift touches both of its times alike.`;
}

export function driftChart(run: ReportRun, cell: ReportCell | undefined): Chart | undefined {
  const drift = cell?.drift;
  if (!cell || !drift || drift.median.length < 2) return undefined;
  const words = {
    name: chartName('trust', run.letter, 'drift'),
    title: titleOf(drift),
    description: `Times of ${shortName(drift.arm)} over its median in ${formatNumber(drift.median.length, 'span')} in run order, between ${formatRatio(Math.min(...drift.median))} and ${formatRatio(Math.max(...drift.median))}.`,
  };
  return {
    ...words,
    caption: captionOf(cell, drift),
    draw: (view) => draw(drift, pairNoun(cell), words, view),
    table: {
      columns: ['firstBlock', 'trials', 'medianOverAll', 'lowerQuartileOverAll', 'upperQuartileOverAll'],
      rows: drift.block.map((block, index) => [
        block + 1,
        Math.min(drift.spanTrials, drift.n - index * drift.spanTrials),
        drift.median[index] as number,
        drift.low[index] as number,
        drift.high[index] as number,
      ]),
    },
  };
}
