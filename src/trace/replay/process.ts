/** One process as it is replayed. */
import { AddressSpace, type Lifted } from './address-space.ts';
import { BlockSizes } from './block-sizes.ts';
import type { Site } from './fault-sites.ts';

export type Process = {
  readonly pid: number;
  name: string | null;
  readonly fromNs: number;
  /** When it began to execute what it executes. */
  programFromNs: number;
  untilNs: number | null;
  space: AddressSpace;
  readonly sizes: BlockSizes;
  /** Attached shared memory: sizes by address, which shmdt does not tell. */
  readonly attached: Map<number, number>;
  /** What mremap has taken up and not yet put down, by thread. */
  readonly lifted: Map<number, Lifted>;
  /** Those that were heard of and have not ended. Two writers may both tell of each. */
  readonly threads: Set<number>;
  calls: number;
  minorFaults: number;
  majorFaults: number;
  /** Where instruction pointers lie, as long as no code is mapped or unmapped. */
  readonly sites: Map<number, Site>;
  /** What was added to the sums over all processes. */
  readonly gauges: { mapped: number; heap: number; touched: number };
};

/** A process that begins with nothing, or with a copy of its parent's memory. */
export function makeProcess(pid: number, atNs: number, pageBytes: number, parent?: Process): Process {
  return {
    pid,
    name: parent?.name ?? null,
    fromNs: atNs,
    programFromNs: atNs,
    untilNs: null,
    space: parent ? parent.space.copy() : new AddressSpace(pageBytes),
    sizes: new BlockSizes(),
    attached: new Map(parent?.attached),
    lifted: new Map(),
    threads: new Set([pid]),
    calls: 0,
    minorFaults: 0,
    majorFaults: 0,
    sites: new Map(),
    gauges: { mapped: 0, heap: 0, touched: 0 },
  };
}
