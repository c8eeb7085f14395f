/**
 * Page faults of one process: time across, addresses down (high at the top), one shade a cell for how many minor faults it has
 * and a cross for major ones. Each stretch of addresses has a scale of its own; where no fault was taken is a break.
 */
import type { FaultRaster } from '../../../model/trace-view.ts';
import { formatBytes, formatDuration, formatNumber } from '../../../model/units.ts';
import { BottomAxis } from '../axes.tsx';
import type { Chart, Stop, Table, View } from '../chart.ts';
import { cutToLength, cutToWidth } from '../cut.ts';
import { Drawing, type } from '../drawing.tsx';
import { linearTicks } from '../scales.ts';
import { Cells, shadeLimits, shadesFor } from './raster-cells.tsx';
import { placeSegments, xOf } from './raster-geometry.ts';
import { SegmentLabels, Segments } from './raster-labels.tsx';
import { type LegendProps, legendRoom, RasterLegend } from './raster-legend.tsx';

/** Of the name of a region where it is pointed at. */
const mostOfName = 60;

type Counts = { readonly minor: number; readonly major: number; readonly most: number };

function countsOf({ cells }: FaultRaster): Counts {
  let [minor, major, most] = [0, 0, 0];
  for (const [, , ownMinor, ownMajor] of cells) {
    minor += ownMinor;
    major += ownMajor;
    most = Math.max(most, ownMinor);
  }
  return { minor, major, most };
}

function inWords({ name, pid }: FaultRaster, { minor, major }: Counts): string {
  return `${name ?? 'process'} (${pid}): ${formatNumber(minor, 'minor fault')}, ${formatNumber(major, 'major fault')}`;
}

function draw(raster: FaultRaster, words: Pick<Chart, 'name' | 'title' | 'description'>, view: View) {
  const { paint, width } = view;
  const geometry = placeSegments(raster, width);
  const { plot, columns } = geometry;
  const counts = countsOf(raster);
  const limits = shadeLimits(counts.most);
  const shades = shadesFor(counts.most, paint.shades);
  const { most, major } = counts;
  const legend: LegendProps = {
    x: plot.left,
    y: plot.bottom + 48,
    most,
    major,
    limits,
    shades,
    paint,
    width,
  };
  const { fromNs, columnNs } = raster;
  const ticks = linearTicks([fromNs, fromNs + columnNs * columns], (plot.right - plot.left) / 90, (at) =>
    at === 0 ? '0' : formatDuration(at),
  );
  return (
    <Drawing view={view} height={geometry.height + legendRoom(legend)} {...words}>
      <g font-size={type.small} fill={paint.quiet}>
        <text x={0} y={12}>
          region
        </text>
        <text x={plot.left} y={12} fill={paint.ink}>
          {cutToWidth(inWords(raster, counts), plot.right - plot.left, type.small)}
        </text>
        {geometry.addresses ? (
          <text x={plot.right + 8} y={12}>
            address
          </text>
        ) : null}
      </g>
      <Segments geometry={geometry} paint={paint} />
      <BottomAxis
        plot={plot}
        ticks={ticks}
        place={(at) => xOf(geometry, raster, at)}
        paint={paint}
        name="time since the launch"
      />
      <Cells {...{ raster, geometry, limits, shades, paint }} />
      <SegmentLabels geometry={geometry} paint={paint} />
      <RasterLegend {...legend} />
    </Drawing>
  );
}

/** From every row of the grid to its lowest address and its size. */
function rowsOf({ segments }: FaultRaster): readonly (readonly [address: number, bytes: number])[] {
  const rows: [number, number][] = [];
  for (const { firstRow, rows: count, rowBytes, end, start } of segments) {
    for (let row = 0; row < count; row++)
      rows[firstRow + row] = [Math.max(start, Math.floor(end - (row + 1) * rowBytes)), Math.ceil(rowBytes)];
  }
  return rows;
}

function tableOf(raster: FaultRaster): Table {
  const rows = rowsOf(raster);
  return {
    columns: ['fromNs', 'durationNs', 'address', 'sizeBytes', 'minorFaults', 'majorFaults'],
    rows: raster.cells.map(([column, row, minor, major]) => {
      const [address, bytes] = rows[row] ?? [0, 0];
      const from = Math.round(raster.fromNs + column * raster.columnNs);
      return [from, Math.round(raster.columnNs), `0x${address.toString(16)}`, bytes, minor, major];
    }),
  };
}

/** Places in time that charts of the same link share, in nanoseconds since the launch. */
export type Moments = {
  readonly link: string;
  readonly bucketNs: number;
  readonly count: number;
};

/** Of each bucket the row that most faults were taken in. Columns are no buckets: how many there were, the timeline says. */
function busiestRows(
  { cells, fromNs, columnNs }: FaultRaster,
  { bucketNs, count }: Moments,
): (number | undefined)[] {
  const most: { row: number; faults: number }[] = [];
  for (const [column, row, minor, major] of cells) {
    const bucket = Math.floor((fromNs + (column + 0.5) * columnNs) / bucketNs);
    const faults = minor + major;
    if (faults > (most[bucket]?.faults ?? 0)) most[bucket] = { row, faults };
  }
  return Array.from({ length: count }, (_, bucket) => most[bucket]?.row);
}

/** `most at 0x7f64d1600000, anonymous mapping`. */
function rowInWords({ segments }: FaultRaster, address: number, sizeBytes: number): string {
  const segment = segments.find(({ start, end }) => start <= address && address < end);
  const region = segment?.regions.find(({ start, end }) => start < address + sizeBytes && address < end);
  return `most at 0x${address.toString(16)}${region ? `, ${cutToLength(region.name, mostOfName)}` : ''}`;
}

function stopsOf(raster: FaultRaster, moments: Moments, view: View): Stop[] {
  const geometry = placeSegments(raster, view.width);
  const { plot } = geometry;
  const rows = rowsOf(raster);
  return busiestRows(raster, moments).flatMap((row, bucket) => {
    const atNs = (bucket + 0.5) * moments.bucketNs;
    const x = xOf(geometry, raster, atNs);
    if (x < plot.left || x > plot.right) return [];
    const place = row === undefined ? undefined : rows[row];
    const text = place ? rowInWords(raster, ...place) : 'no faults';
    return [{ x, key: String(bucket), lines: [{ text: `at ${formatDuration(atNs)}` }, { text }] }];
  });
}

function scaleInWords({ segments, columnNs }: FaultRaster): string {
  const rows = segments.map(({ rowBytes }) => rowBytes);
  const [least, most] = [Math.min(...rows), Math.max(...rows)].map(formatBytes);
  return `A cell is ${formatDuration(columnNs)} wide and ${least === most ? least : `${least} to ${most}`} high`;
}

export function rasterChart(name: string, raster: FaultRaster, moments?: Moments): Chart {
  const counts = countsOf(raster);
  const { minor, major } = counts;
  const ranges = formatNumber(raster.segments.length, 'range');
  const words = {
    name,
    title: `Page faults of ${inWords(raster, counts)}`,
    description: `${formatNumber(minor, 'minor fault')} and ${formatNumber(major, 'major fault')} over ${formatDuration(raster.columnNs * raster.columns)}, in ${ranges} of addresses; each range has its own scale, and the gaps between ranges are written with their sizes.`,
  };
  return {
    ...words,
    caption: `${scaleInWords(raster)}; the stronger its shade, the more minor faults it has${major > 0 ? '; crosses: major faults, which waited for storage' : ''}. Every range of addresses has its own scale.`,
    draw: (view) => draw(raster, words, view),
    table: tableOf(raster),
    ...(moments ? { link: moments.link, stops: (view) => stopsOf(raster, moments, view) } : {}),
  };
}
