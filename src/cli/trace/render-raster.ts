/** The raster of faults, coarsely: time across, addresses down, a character for how many faults a cell has. */
import type { AxisSegment, FaultRaster } from '../../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration } from '../../model/units.ts';
import { columnsOf, cutToColumns, printable } from '../columns.ts';
import { wrap } from '../terminal.ts';
import type { TraceGlyphs } from './glyphs.ts';

const columns = 56;
const labelWidth = 19;
/** Rows to share out; every stretch has one at least. */
const spareRows = 16;

type Cell = { minor: number; major: number };
type Stretch = { readonly segment: AxisSegment; readonly rows: Cell[][] };

function emptyRow(): Cell[] {
  return Array.from({ length: columns }, () => ({ minor: 0, major: 0 }));
}

/** The last column that has faults, and one more. */
function usedColumns({ cells }: FaultRaster): number {
  return cells.reduce((last, [column]) => Math.max(last, column), 0) + 1;
}

function coarsen(raster: FaultRaster, used: number): Stretch[] {
  const total = raster.segments.reduce((sum, { rows }) => sum + rows, 0);
  const stretches = raster.segments.map((segment) => {
    const rows = Math.max(1, Math.min(segment.rows, Math.round((spareRows * segment.rows) / total)));
    return { segment, rows: Array.from({ length: rows }, emptyRow) };
  });
  for (const [column, row, minor, major] of raster.cells) {
    const stretch = stretches.findLast(({ segment }) => segment.firstRow <= row);
    if (!stretch) continue;
    const { segment, rows } = stretch;
    const line = rows[Math.floor(((row - segment.firstRow) * rows.length) / segment.rows)];
    const cell = line?.[Math.floor((column * columns) / used)];
    if (!cell) continue;
    cell.minor += minor;
    cell.major += major;
  }
  return stretches;
}

function label({ regions }: AxisSegment, glyphs: TraceGlyphs): string {
  const [first] = regions;
  const more = regions.length > 1 ? ` +${regions.length - 1}` : '';
  const name = (first?.name ?? '').replace(/^\/.*\//, '');
  const room = labelWidth - more.length;
  const cut = `${cutToColumns(printable(name), room, glyphs.cut)}${more}`;
  return ' '.repeat(labelWidth - columnsOf(cut)) + cut;
}

function shadeOf({ minor, major }: Cell, most: number, { shades, major: mark }: TraceGlyphs): string {
  if (major > 0) return mark;
  if (minor === 0) return ' ';
  const level = most <= 1 ? 0 : Math.floor((Math.log(minor) / Math.log(most)) * shades.length);
  return shades[Math.min(shades.length - 1, level)] as string;
}

/** `0`, the middle and the end under the columns. */
function timeAxis(fromNs: number, spanNs: number): string {
  const marks = [fromNs, fromNs + spanNs / 2, fromNs + spanNs].map((at) =>
    at === 0 ? '0' : formatDuration(at),
  );
  const [first = '', middle = '', last = ''] = marks;
  const half = Math.floor(columns / 2);
  const line = `${first.padEnd(half - Math.floor(middle.length / 2))}${middle}`;
  return `${' '.repeat(labelWidth + 2)}${line.padEnd(columns - last.length)}${last}`;
}

export function renderRaster(raster: FaultRaster, glyphs: TraceGlyphs): string[] {
  const used = usedColumns(raster);
  const stretches = coarsen(raster, used);
  const all = stretches.flatMap(({ rows }) => rows.flat());
  const most = all.reduce((high, { minor }) => Math.max(high, minor), 0);
  const indent = ' '.repeat(labelWidth + 1);
  const lines = stretches.flatMap(({ segment, rows }, index) => {
    const above = stretches[index - 1] && segmentGap(stretches[index - 1], segment);
    const gap = above ? [`${indent}${glyphs.break} ${formatBytes(above)} without faults`] : [];
    const drawn = rows.map((row, place) => {
      const name = place === 0 ? label(segment, glyphs) : ' '.repeat(labelWidth);
      const text = row.map((cell) => shadeOf(cell, most, glyphs)).join('');
      return `${name} ${glyphs.edge}${text}${glyphs.edge}`;
    });
    return [...gap, ...drawn];
  });
  const majors = all.some(({ major }) => major > 0) ? `; ${glyphs.major} has a major fault` : '';
  const told = `${glyphs.shades.join('')} from 1 to ${formatCount(most)} minor faults in a cell${majors}. Addresses fall downwards; every stretch has its own scale.`;
  return [...lines, timeAxis(raster.fromNs, used * raster.columnNs), wrap(told, '  ')];
}

function segmentGap(above: Stretch | undefined, below: AxisSegment): number {
  return above ? above.segment.start - below.end : 0;
}
