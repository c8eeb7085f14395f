/** The cells of a raster: minor faults as shades, neighbours of one shade as one run; major faults as crosses over them. */
import type { FaultRaster } from '../../../model/trace-view.ts';
import { px } from '../drawing.tsx';
import type { Paint } from '../paint.ts';
import type { PlacedSegment, RasterGeometry } from './raster-geometry.ts';

/** One less than the palette has: its palest is for areas, and a cell is a few pixels. */
const shadeCount = 4;
/** Pixels: a single cell must be seen. */
const leastWidth = 2;
const crossSize = 3;

/** Shade `i` begins at this count. */
export function shadeLimits(most: number): number[] {
  const step = Math.max(2, most ** (1 / shadeCount));
  return Array.from({ length: shadeCount }, (_, index) => (index === 0 ? 1 : Math.ceil(step ** index)));
}

/** Of the palette, further from its palest where few are needed. */
export function shadesFor(most: number, shades: readonly string[]): readonly string[] {
  const used = shadeLimits(most).filter((limit) => limit <= most).length;
  return shades.slice(Math.min(2, shades.length - used));
}

function shadeOf(count: number, limits: readonly number[]): number {
  let shade = 0;
  while (shade + 1 < limits.length && count >= (limits[shade + 1] as number)) shade++;
  return shade;
}

type Run = { readonly row: number; readonly from: number; to: number; readonly shade: number };

function runsOf(cells: FaultRaster['cells'], limits: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const [column, row, minor] of cells) {
    if (minor === 0) continue;
    const shade = shadeOf(minor, limits);
    const last = runs.at(-1);
    if (last && last.row === row && last.to === column && last.shade === shade) last.to = column + 1;
    else runs.push({ row, from: column, to: column + 1, shade });
  }
  return runs;
}

type Placed = (row: number) => PlacedSegment;

function rowTop(placed: PlacedSegment, row: number): number {
  return placed.top + (row - placed.segment.firstRow) * placed.rowHeight;
}

function placedRows({ segments }: RasterGeometry): Placed {
  const rows: PlacedSegment[] = [];
  for (const placed of segments) {
    for (let row = 0; row < placed.segment.rows; row++) rows[placed.segment.firstRow + row] = placed;
  }
  return (row) => rows[row] as PlacedSegment;
}

/** One path for each shade. */
function shadePaths(
  raster: FaultRaster,
  geometry: RasterGeometry,
  limits: readonly number[],
  placed: Placed,
) {
  const { plot, columnWidth } = geometry;
  const paths: string[] = limits.map(() => '');
  for (const { row, from, to, shade } of runsOf(raster.cells, limits)) {
    const segment = placed(row);
    const x = plot.left + from * columnWidth;
    const width = Math.max(leastWidth, (to - from) * columnWidth);
    paths[shade] +=
      `M${px(x)} ${px(rowTop(segment, row))}h${px(width)}v${px(segment.rowHeight)}h${px(-width)}z`;
  }
  return paths;
}

/** A cross for each cell with major faults; neighbours that would cover each other are drawn once. */
function crosses(raster: FaultRaster, { plot, columnWidth }: RasterGeometry, placed: Placed): string {
  const size = crossSize;
  const drawn = new Set<string>();
  let path = '';
  for (const [column, row, , major] of raster.cells) {
    if (major === 0) continue;
    const segment = placed(row);
    const x = plot.left + (column + 0.5) * columnWidth;
    const y = rowTop(segment, row) + segment.rowHeight / 2;
    const key = `${Math.round(x / size)} ${Math.round(y / size)}`;
    if (drawn.has(key)) continue;
    drawn.add(key);
    path += `M${px(x - size)} ${px(y - size)}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`;
  }
  return path;
}

type CellsProps = {
  readonly raster: FaultRaster;
  readonly geometry: RasterGeometry;
  readonly limits: readonly number[];
  /** From few to many. */
  readonly shades: readonly string[];
  readonly paint: Paint;
};

export function Cells({ raster, geometry, limits, shades, paint }: CellsProps) {
  const placed = placedRows(geometry);
  const major = crosses(raster, geometry, placed);
  return (
    <>
      {shadePaths(raster, geometry, limits, placed).map((path, shade) =>
        path === '' ? null : <path key={shade} d={path} fill={shades[shade]} />,
      )}
      {major === '' ? null : (
        <>
          <path d={major} fill="none" stroke={paint.ground} stroke-width={3.5} />
          <path d={major} fill="none" stroke={paint.alarm} stroke-width={1.5} />
        </>
      )}
    </>
  );
}
