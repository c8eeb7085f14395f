/** The raster of page faults: a second walk over the trace counts them on grids that the first walk laid out. */
import type { TraceRecord } from '../../model/trace.ts';
import type { AxisSegment, FaultRaster } from '../../model/trace-view.ts';
import { addressAxis, rowOf } from './address-axis.ts';
import { decodeFaults } from './fault-batch.ts';
import type { ProgramFaults } from './program-faults.ts';

const mostColumns = 400;
const axisSize = { rows: 300, mostSegments: 20, fewestRows: 4 };
/** The programs with the most faults. */
const mostRasters = 3;

type Grid = {
  readonly program: ProgramFaults;
  readonly segments: readonly AxisSegment[];
  readonly columnNs: number;
  readonly minor: Uint32Array;
  readonly major: Uint32Array;
  readonly rows: number;
};

function makeGrid(program: ProgramFaults, pageBytes: number): Grid {
  const segments = addressAxis(program.extents.extents(), pageBytes, axisSize);
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
  const cells = rows * mostColumns;
  const columnNs = Math.max(1, Math.ceil((program.lastNs - program.fromNs + 1) / mostColumns));
  return { program, segments, columnNs, rows, minor: new Uint32Array(cells), major: new Uint32Array(cells) };
}

function count(grid: Grid, address: number, atNs: number, isMajor: boolean): void {
  const row = rowOf(grid.segments, address);
  if (row === undefined) return;
  const column = Math.floor((atNs - grid.program.fromNs) / grid.columnNs);
  const cell = row * mostColumns + Math.max(0, Math.min(mostColumns - 1, column));
  const counts = isMajor ? grid.major : grid.minor;
  counts[cell] = (counts[cell] as number) + 1;
}

function rasterOf({ program, segments, columnNs, rows, minor, major }: Grid): FaultRaster {
  const cells: [number, number, number, number][] = [];
  let faults = 0;
  for (let cell = 0; cell < minor.length; cell++) {
    const counts = [minor[cell] as number, major[cell] as number] as const;
    if (counts[0] + counts[1] === 0) continue;
    faults += counts[0] + counts[1];
    cells.push([cell % mostColumns, Math.floor(cell / mostColumns), ...counts]);
  }
  const { pid, name, fromNs } = program;
  return { pid, name, fromNs, columns: mostColumns, rows, columnNs, segments, cells, faults };
}

export class RasterGrids {
  readonly #grids: readonly Grid[];
  /** Of each process, its programs in the order of time; those that are too small have no grid. */
  readonly #byProcess = new Map<number, { fromNs: number; grid: Grid | undefined }[]>();
  readonly #pageBytes: number;

  constructor(programs: readonly ProgramFaults[], pageBytes: number) {
    this.#pageBytes = pageBytes;
    const largest = programs
      .filter(({ extents }) => extents.faults > 0)
      .sort((a, b) => b.extents.faults - a.extents.faults || a.fromNs - b.fromNs);
    this.#grids = largest.slice(0, mostRasters).map((program) => makeGrid(program, pageBytes));
    for (const program of [...programs].sort((a, b) => a.fromNs - b.fromNs)) {
      const list = this.#byProcess.get(program.pid) ?? [];
      list.push({ fromNs: program.fromNs, grid: this.#grids.find((grid) => grid.program === program) });
      this.#byProcess.set(program.pid, list);
    }
  }

  take(record: TraceRecord): void {
    if (record.kind !== 'faults') return;
    const { timesNs, addresses, major } = decodeFaults(record);
    for (let index = 0; index < timesNs.length; index++) {
      const [pid] = record.threads[record.thread?.[index] ?? 0] as readonly [number, number];
      const atNs = timesNs[index] as number;
      const grid = this.#byProcess.get(pid)?.findLast(({ fromNs }) => fromNs <= atNs)?.grid;
      if (!grid) continue;
      const page = Math.floor((addresses[index] as number) / this.#pageBytes) * this.#pageBytes;
      count(grid, page, atNs, major[index] === 1);
    }
  }

  rasters(): FaultRaster[] {
    return this.#grids.map(rasterOf);
  }
}
