/** The raster of page faults: a second walk over the trace counts them on a grid that the first walk laid out. */
import type { TraceRecord } from '../../model/trace.ts';
import type { AxisSegment, FaultRaster } from '../../model/trace-view.ts';
import { addressAxis, rowOf } from './address-axis.ts';
import { decodeFaults } from './merge-writers.ts';
import type { TouchedExtents } from './touched-extents.ts';

const mostColumns = 400;
const axisSize = { rows: 300, mostSegments: 16, fewestRows: 4 };
/** The processes with the most faults. */
const mostRasters = 3;

/** A process that faults were taken in. */
export type RasterSource = {
  readonly pid: number;
  readonly name: string | null;
  readonly extents: TouchedExtents;
};

type Grid = {
  readonly source: RasterSource;
  readonly segments: readonly AxisSegment[];
  readonly minor: Uint32Array;
  readonly major: Uint32Array;
  readonly rows: number;
};

export class RasterGrids {
  readonly #grids = new Map<number, Grid>();
  readonly #columnNs: number;
  readonly #pageBytes: number;

  constructor(sources: readonly RasterSource[], durationNs: number, pageBytes: number) {
    this.#columnNs = Math.max(1, Math.ceil((durationNs + 1) / mostColumns));
    this.#pageBytes = pageBytes;
    const largest = [...sources]
      .filter(({ extents }) => extents.faults > 0)
      .sort((a, b) => b.extents.faults - a.extents.faults || a.pid - b.pid);
    for (const source of largest.slice(0, mostRasters)) {
      const segments = addressAxis(source.extents.extents(), pageBytes, axisSize);
      const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
      const cells = rows * mostColumns;
      const grid = { source, segments, rows, minor: new Uint32Array(cells), major: new Uint32Array(cells) };
      this.#grids.set(source.pid, grid);
    }
  }

  take(record: TraceRecord): void {
    if (record.kind !== 'faults') return;
    const { timesNs, addresses, major } = decodeFaults(record);
    for (let index = 0; index < timesNs.length; index++) {
      const thread = record.threads[record.thread?.[index] ?? 0];
      const grid = thread && this.#grids.get(thread[0]);
      if (!grid) continue;
      const page = Math.floor((addresses[index] as number) / this.#pageBytes) * this.#pageBytes;
      const row = rowOf(grid.segments, page);
      if (row === undefined) continue;
      const at = Math.max(
        0,
        Math.min(mostColumns - 1, Math.floor((timesNs[index] as number) / this.#columnNs)),
      );
      const counts = major[index] === 1 ? grid.major : grid.minor;
      counts[row * mostColumns + at] = (counts[row * mostColumns + at] as number) + 1;
    }
  }

  rasters(): FaultRaster[] {
    return [...this.#grids.values()].map(({ source, segments, rows, minor, major }) => {
      const cells: [number, number, number, number][] = [];
      let faults = 0;
      for (let cell = 0; cell < minor.length; cell++) {
        const counts = [minor[cell] as number, major[cell] as number] as const;
        if (counts[0] + counts[1] === 0) continue;
        faults += counts[0] + counts[1];
        cells.push([cell % mostColumns, Math.floor(cell / mostColumns), ...counts]);
      }
      const { pid, name } = source;
      return { pid, name, columns: mostColumns, rows, columnNs: this.#columnNs, segments, cells, faults };
    });
  }
}
