/** A recorded trace, folded: mappings call by call, faults joined to them, findings, totals and rasters. */

export type { CodeSites } from './fault-sites.ts';
export { Replay } from './replay.ts';
export { replayFile } from './replay-file.ts';
