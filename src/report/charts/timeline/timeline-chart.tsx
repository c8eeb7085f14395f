/** Memory over time: what was mapped, touched and resident as lines, and the calls and faults that made it so beneath them. */
import { curveStepAfter, line } from 'd3-shape';
import type { Timeline, TraceView } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../../model/units.ts';
import { BottomAxis, LeftAxis } from '../axes.tsx';
import type { Chart, Stop, View } from '../chart.ts';
import { Drawing, px, type } from '../drawing.tsx';
import { spreadLabels } from '../line-labels.ts';
import { linearScale, linearTicks } from '../scales.ts';
import { byteTicks } from './byte-ticks.ts';
import {
  type CountPanel,
  countsOf,
  type Gauge,
  type GaugePanel,
  gaugesOf,
  placeTimeline,
  type TimelinePlace,
} from './timeline-panels.ts';

type Place = { readonly place: TimelinePlace; readonly view: View; readonly bucketNs: number };

/** The value at the end of a bucket, drawn there. */
function pathOf({ values }: Gauge, y: (bytes: number) => number, { place, bucketNs }: Place): string {
  const points = values.map((bytes, bucket) => ({ bytes, atNs: (bucket + 1) * bucketNs }));
  const path = line<(typeof points)[number]>()
    .defined(({ bytes }) => bytes !== null)
    .x(({ atNs }) => place.x(atNs))
    .y(({ bytes }) => y(bytes ?? 0))
    .curve(curveStepAfter)
    .digits(1);
  return path(points) ?? '';
}

function Gauges({ panel, ...where }: { panel: GaugePanel } & Place) {
  const { left, right } = where.place;
  const { paint } = where.view;
  const { top, bottom, gauges, most } = panel;
  const y = linearScale([0, most], [bottom, top]);
  const ends = gauges.flatMap(({ name, values }) => {
    // All end at nothing where the process does: named where they were before.
    const last = values.findLast((value) => value !== null && value > 0);
    return [{ arm: name, text: name, y: y(last ?? 0) }];
  });
  const colours = new Map(gauges.map(({ name, colour }) => [name, colour(paint)]));
  return (
    <>
      <LeftAxis
        plot={{ left, right, top, bottom }}
        ticks={byteTicks(most, (bottom - top) / 36)}
        place={y}
        paint={paint}
        name="bytes"
      />
      {gauges.map((gauge) => (
        <path
          key={gauge.name}
          d={pathOf(gauge, y, where)}
          stroke={gauge.colour(paint)}
          stroke-width={1.7}
          stroke-dasharray={gauge.dash}
          fill="none"
        />
      ))}
      {spreadLabels(ends, 14, [top, bottom]).map(({ arm, text, y: at }) => (
        <text key={arm} x={px(right + 6)} y={px(at + 4)} fill={colours.get(arm)}>
          {text}
        </text>
      ))}
    </>
  );
}

/** So many whole buckets to a bar that it is a pixel wide: unequal ones would beat against the pixels. */
function barsOf({ values, top, bottom }: CountPanel, { place, bucketNs }: Place): string {
  const together = Math.max(1, Math.ceil(1 / Math.max(1e-6, place.x(bucketNs) - place.x(0))));
  const sums: number[] = [];
  for (let bucket = 0; bucket < values.length; bucket += together) {
    sums.push(values.slice(bucket, bucket + together).reduce((sum, count) => sum + count, 0));
  }
  const most = sums.reduce((high, sum) => Math.max(high, sum), 1);
  const paths = sums.map((sum, index) => {
    if (sum === 0) return '';
    const [from, to] = [index, index + 1].map((one) => px(place.x(one * together * bucketNs)));
    const height = Math.max(1, (sum / most) * (bottom - top));
    return `M${from} ${bottom}v${px(-height)}H${to}V${bottom}z`;
  });
  return paths.join('');
}

function Bars({ panel, ...where }: { panel: CountPanel } & Place) {
  const { place, view } = where;
  const total = panel.values.reduce((sum, count) => sum + count, 0);
  const alarming = panel.name === 'major faults';
  return (
    <>
      <text x={0} y={panel.top - 8} font-size={type.small} fill={view.paint.quiet}>
        {panel.name}: {formatCount(total)}, at most {formatCount(panel.most)} in{' '}
        {formatDuration(where.bucketNs)}
      </text>
      <path d={barsOf(panel, where)} fill={alarming ? view.paint.alarm : view.paint.shades[2]} />
      <path
        d={`M${place.left} ${panel.bottom}H${px(place.right)}`}
        stroke={view.paint.rule}
        stroke-width={1}
        fill="none"
      />
    </>
  );
}

type Words = Pick<Chart, 'name' | 'title' | 'description'>;

function draw({ timeline, durationNs }: TraceView, words: Words, view: View) {
  const place = placeTimeline(timeline, durationNs, view.width);
  const { left, right, bottom } = place;
  const where = { place, view, bucketNs: timeline.bucketNs };
  const [first] = place.panels;
  return (
    <Drawing view={view} height={bottom + 38} {...words}>
      <BottomAxis
        plot={{ left, right, top: first?.top ?? bottom, bottom }}
        ticks={linearTicks([0, Math.max(1, durationNs)], (right - left) / 90, (at) =>
          at === 0 ? '0' : formatDuration(at),
        )}
        place={place.x}
        paint={view.paint}
        name="time since the launch"
      />
      {place.panels.map((panel) => (
        <Gauges key={panel.top} panel={panel} {...where} />
      ))}
      {place.counts.map((panel) => (
        <Bars key={panel.name} panel={panel} {...where} />
      ))}
    </Drawing>
  );
}

function stopsOf({ timeline, durationNs }: TraceView, view: View): Stop[] {
  const place = placeTimeline(timeline, durationNs, view.width);
  const gauges = gaugesOf(timeline);
  const counts = countsOf(timeline);
  return timeline.calls.map((_, bucket) => {
    const atNs = (bucket + 0.5) * timeline.bucketNs;
    const read = gauges.flatMap(({ name, values }) => {
      const value = values[bucket];
      return value === null || value === undefined ? [] : [{ text: `${name} ${formatBytes(value)}` }];
    });
    const counted = counts.map(({ name, values }) => ({
      text: `${name} ${formatCount(values[bucket] ?? 0)}`,
    }));
    return {
      x: place.x(atNs),
      key: String(bucket),
      lines: [{ text: `at ${formatDuration(atNs)}` }, ...read, ...counted],
    };
  });
}

function rowsOf(timeline: Timeline): (number | null)[][] {
  return timeline.calls.map((calls, bucket) => [
    bucket * timeline.bucketNs,
    timeline.mappedBytes[bucket] ?? null,
    timeline.heapBytes[bucket] ?? null,
    timeline.touchedBytes[bucket] ?? null,
    timeline.residentBytes[bucket] ?? null,
    calls,
    timeline.minorFaults[bucket] ?? 0,
    timeline.majorFaults[bucket] ?? 0,
  ]);
}

/** `102 MiB mapped, 98.2 MiB touched, 65 MiB resident at most`. */
function peaks(gauges: readonly Gauge[]): string {
  const told = gauges.map(({ name, most }) => `${formatBytes(most)} ${name === 'heap' ? 'of heap' : name}`);
  return told.length === 0 ? 'nothing was recorded of its memory' : `${told.join(', ')} at most`;
}

function captionOf({ timeline, trace }: TraceView): string {
  const { faults, samplesPerSecond } = trace.settings;
  return [
    `${formatNumber(timeline.calls.length, 'bucket')} of ${formatDuration(timeline.bucketNs)}; bytes as they were at the end of each, calls and faults in each, on scales of their own.`,
    ...(faults
      ? ['Touched: pages faulted and not given up, one page a fault, though a fault can map more.']
      : []),
    ...(samplesPerSecond > 0
      ? [`Resident: as smaps_rollup said, ${samplesPerSecond} times a second as far as there was time.`]
      : []),
  ].join(' ');
}

/** `link`: other charts of the same time. */
export function timelineChart(name: string, link: string, view: TraceView): Chart {
  const { timeline, durationNs } = view;
  const said = peaks(gaugesOf(timeline));
  const words = {
    name,
    title: `Over time: ${said}`,
    description: `From the launch to ${formatDuration(durationNs)}: ${said}; ${countsOf(timeline)
      .map(
        ({ name: what, values }) => `${formatCount(values.reduce((sum, count) => sum + count, 0))} ${what}`,
      )
      .join(', ')}.`,
  };
  return {
    ...words,
    caption: captionOf(view),
    draw: (drawn) => draw(view, words, drawn),
    stops: (drawn) => stopsOf(view, drawn),
    link,
    table: {
      columns: [
        'fromNs',
        'mappedBytes',
        'heapBytes',
        'touchedBytes',
        'residentBytes',
        'calls',
        'minorFaults',
        'majorFaults',
      ],
      rows: rowsOf(timeline),
    },
  };
}
