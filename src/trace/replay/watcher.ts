/** What a kind of finding gets to see while a trace is replayed. */
import type { CallRecord } from '../../model/trace.ts';
import type { TraceFinding } from '../../model/trace-view.ts';
import type { Area } from './area.ts';
import type { Process } from './process.ts';
import type { Touch } from './touched-pages.ts';

/** What is known of the whole trace once it is read. */
export type Circumstances = {
  readonly pageBytes: number;
  /** Page faults were recorded. */
  readonly faults: boolean;
};

export type Watcher = {
  /** A call ended; its effect has been replayed. */
  readonly called?: (call: CallRecord, process: Process) => void;
  /** mmap or shmat made an area. */
  readonly mapped?: (area: Area, process: Process) => void;
  /** What munmap or shmdt took away, piece by piece. */
  readonly unmapped?: (piece: Area, atNs: number, process: Process) => void;
  /** The break moved. */
  readonly moved?: (before: number, after: number, atNs: number, process: Process) => void;
  /** madvise gave up so many bytes, of which so many pages had been touched. */
  readonly discarded?: (sizeBytes: number, touchedPages: number, process: Process) => void;
  readonly faulted?: (area: Area | undefined, touch: Touch, process: Process) => void;
  /** Another program replaced it by exec: heap and mappings are new ones. */
  readonly replaced?: (process: Process) => void;
  /** A process ended: what was still mapped. */
  readonly ended?: (process: Process, areas: Iterable<Area>) => void;
  readonly findings: (circumstances: Circumstances) => TraceFinding[];
};
