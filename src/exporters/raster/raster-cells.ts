/** The cells of a raster: minor faults as shades, neighbours of one shade as one run; major faults as crosses over them. */
import type { FaultRaster } from '../../model/trace-view.ts';
import { frame, type PlacedSegment, px, type RasterGeometry } from './raster-geometry.ts';

/** From few to many; told apart without colour by their lightness. */
export const shades = ['#82b3df', '#4f93cb', '#2873b3', '#124f8f', '#062650'] as const;
/** Pixels: a single cell must be seen. */
const leastWidth = 2;
export const majorColour = '#b3261e';

/** Shade `i` begins at this count. */
export function shadeLimits(most: number): number[] {
  const step = Math.max(2, most ** (1 / shades.length));
  return shades.map((_, index) => (index === 0 ? 1 : Math.ceil(step ** index)));
}

function shadeOf(count: number, limits: readonly number[]): number {
  let shade = 0;
  while (shade + 1 < limits.length && count >= (limits[shade + 1] as number)) shade++;
  return shade;
}

function rowTop(placed: PlacedSegment, row: number): number {
  return placed.top + (row - placed.segment.firstRow) * placed.rowHeight;
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

/** A cross for each cell with major faults; neighbours that would cover each other are drawn once. */
function crosses(
  raster: FaultRaster,
  { columnWidth }: RasterGeometry,
  placed: (row: number) => PlacedSegment,
) {
  const size = 3;
  const drawn = new Set<string>();
  let path = '';
  for (const [column, row, , major] of raster.cells) {
    if (major === 0) continue;
    const segment = placed(row);
    const x = frame.left + (column + 0.5) * columnWidth;
    const y = rowTop(segment, row) + segment.rowHeight / 2;
    const key = `${Math.round(x / size)} ${Math.round(y / size)}`;
    if (drawn.has(key)) continue;
    drawn.add(key);
    path += `M${px(x - size)} ${px(y - size)}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`;
  }
  if (path === '') return '';
  return `<path d="${path}" fill="none" stroke="#ffffff" stroke-width="3.5"/><path d="${path}" fill="none" stroke="${majorColour}" stroke-width="1.5"/>`;
}

/** One path for each shade. */
export function drawCells(raster: FaultRaster, geometry: RasterGeometry, limits: readonly number[]): string {
  const { segments, columnWidth } = geometry;
  const placedOf: PlacedSegment[] = [];
  for (const placed of segments) {
    for (let row = 0; row < placed.segment.rows; row++) placedOf[placed.segment.firstRow + row] = placed;
  }
  const placed = (row: number): PlacedSegment => placedOf[row] as PlacedSegment;
  const paths = shades.map(() => '');
  for (const { row, from, to, shade } of runsOf(raster.cells, limits)) {
    const { rowHeight } = placed(row);
    const x = frame.left + from * columnWidth;
    const width = Math.max(leastWidth, (to - from) * columnWidth);
    paths[shade] += `M${px(x)} ${px(rowTop(placed(row), row))}h${px(width)}v${px(rowHeight)}h${px(-width)}z`;
  }
  const drawn = paths.map((path, shade) => (path ? `<path d="${path}" fill="${shades[shade]}"/>` : ''));
  return [...drawn, crosses(raster, geometry, placed)].filter(Boolean).join('\n');
}
