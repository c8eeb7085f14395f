/** Where everything of a fault raster is drawn: pixels for columns, rows, segments and breaks. */
import type { AxisSegment, FaultRaster } from '../../../model/trace-view.ts';
import type { Plot } from '../axes.tsx';

export const breakHeight = 22;
const top = 24;
const bottom = 76;
const rowPixels = 2;
/** A segment's name needs a line, its two addresses need two. */
const leastHeight = 26;

export type PlacedSegment = {
  readonly segment: AxisSegment;
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
};

export type RasterGeometry = {
  readonly plot: Plot;
  /** Columns drawn: those behind the last fault are left out where that is more than half of them. */
  readonly columns: number;
  readonly columnWidth: number;
  readonly segments: readonly PlacedSegment[];
  readonly height: number;
  /** Whether there is room for addresses at the right. */
  readonly addresses: boolean;
};

function columnsOf({ cells, columns }: FaultRaster): number {
  const last = cells.reduce((most, [column]) => Math.max(most, column), 0);
  return last < columns / 2 ? last + 1 : columns;
}

export function placeSegments(raster: FaultRaster, width: number): RasterGeometry {
  const addresses = width >= 560;
  const left = Math.round(Math.min(210, Math.max(98, width * 0.25)));
  const right = width - (addresses ? 100 : 1);
  const columns = columnsOf(raster);
  let y = top;
  const segments = raster.segments.map((segment, index) => {
    if (index > 0) y += breakHeight;
    const height = Math.max(leastHeight, segment.rows * rowPixels);
    const placed = { segment, top: y, height, rowHeight: height / segment.rows };
    y += height;
    return placed;
  });
  return {
    plot: { left, right, top, bottom: y },
    columns,
    columnWidth: (right - left) / columns,
    segments,
    height: y + bottom,
    addresses,
  };
}

/** The pixel of an address inside a placed segment. */
export function yOf({ segment, top: from, height }: PlacedSegment, address: number): number {
  return from + ((segment.end - address) / (segment.end - segment.start)) * height;
}

/** The pixel of a time since the launch. */
export function xOf({ plot, columnWidth }: RasterGeometry, raster: FaultRaster, atNs: number): number {
  return plot.left + ((atNs - raster.fromNs) / raster.columnNs) * columnWidth;
}
