/** A trace file as its view: read once for everything, and once more only for the grid of its faults. */
import type { SymbolsRecord, TraceHeader } from '../../model/trace.ts';
import type { TraceView } from '../../model/trace-view.ts';
import { readTrace } from '../read-trace.ts';
import type { CodeSites } from './fault-sites.ts';
import { RasterGrids } from './raster.ts';
import { Replay } from './replay.ts';

/** Names for places in files: `learn` is asked once all records but those of symbols are there. */
export type Learn = (sites: CodeSites) => readonly SymbolsRecord[];

/** Throws a Problem (exit code 2) where the file is no trace. */
export function replayFile(path: string, learn?: Learn): TraceView {
  let replay: Replay | undefined;
  const reading = readTrace(path, {
    begin: (header: TraceHeader) => {
      replay = new Replay(header);
    },
    take: (record) => replay?.take(record),
  });
  const folded = replay as unknown as Replay;
  const programs = folded.programs();
  for (const record of learn?.(folded.codeSites()) ?? []) folded.take(record);
  const { settings, machine } = reading.header;
  const grids = new RasterGrids(programs, machine.pageSizeBytes);
  if (settings.faults && programs.length > 0) {
    readTrace(path, { only: 'faults', take: (record) => grids.take(record) });
  }
  return folded.finish({ file: path, truncated: reading.truncated }, grids.rasters());
}
