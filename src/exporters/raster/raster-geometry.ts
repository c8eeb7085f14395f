/** Where everything of a fault raster is drawn: pixels for columns, rows, segments and breaks. */
import type { AxisSegment, FaultRaster } from '../../model/trace-view.ts';

/** Pixels. */
export const frame = { width: 1000, left: 210, right: 150, top: 92, bottom: 78, breakHeight: 22 } as const;

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
  readonly columnWidth: number;
  readonly plotWidth: number;
  readonly segments: readonly PlacedSegment[];
  readonly plotBottom: number;
  readonly height: number;
};

export function placeSegments(raster: FaultRaster, columns: number): RasterGeometry {
  const plotWidth = frame.width - frame.left - frame.right;
  let top: number = frame.top;
  const segments = raster.segments.map((segment, index) => {
    if (index > 0) top += frame.breakHeight;
    const height = Math.max(leastHeight, segment.rows * rowPixels);
    const placed = { segment, top, height, rowHeight: height / segment.rows };
    top += height;
    return placed;
  });
  return {
    columnWidth: plotWidth / columns,
    plotWidth,
    segments,
    plotBottom: top,
    height: top + frame.bottom,
  };
}

/** The pixel of an address inside a placed segment. */
export function yOf({ segment, top, height }: PlacedSegment, address: number): number {
  return top + ((segment.end - address) / (segment.end - segment.start)) * height;
}

/** A coordinate as the file has it: tenths of a pixel are enough. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
