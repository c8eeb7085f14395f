/**
 * An address space as a picture needs it: classified regions in groups, named gaps between them, the anchors that explain where
 * things lie. Plain data; addresses and sizes are in bytes, addresses as numbers that are exact (see process-image.ts).
 */
import type { Reading } from './reading.ts';

/** What a region is for. `unknown` is an answer: nothing that can be read says more. */
export type RegionClass =
  | 'kernel-page'
  | 'stack'
  | 'heap'
  | 'hugetlb'
  | 'shared-memory'
  | 'named-anonymous'
  | 'thread-stack'
  | 'arena'
  | 'program'
  | 'bss'
  | 'library'
  | 'malloc-chunk'
  | 'allocator'
  | 'v8'
  | 'file'
  | 'guard'
  | 'unknown';

/** `known`: the kernel or the process's own words say so; `probable`: it has the marks, which something else could have too. */
export type Certainty = 'known' | 'probable';

/** What stands behind the pages. `kernel` pages are made by the kernel itself. */
export type Backing =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'kernel' }
  | {
      readonly kind: 'file' | 'shared-memory' | 'hugetlb';
      readonly path: string;
      readonly offsetBytes: number;
      readonly deleted: boolean;
    };

/** Bytes of a region or a group; null where the kernel does not tell. */
export type LayoutUsage = {
  readonly residentBytes: number | null;
  /** Resident, each page divided by how often it is mapped. */
  readonly proportionalBytes: number | null;
  /** Resident pages that are mapped elsewhere too; a MAP_SHARED page that only this process maps is not among them. */
  readonly sharedBytes: number | null;
  /** Dirty and mapped by this process only; of a file that was just written, the file's own dirty pages count too. */
  readonly privateDirtyBytes: number | null;
  /** Mapped by huge pages: anonymous, shmem and file. */
  readonly hugeBytes: number | null;
  /** Huge pages of hugetlb: not part of the resident bytes. */
  readonly hugetlbBytes: number | null;
  readonly swappedBytes: number | null;
  readonly lockedBytes: number | null;
  /** Given back by MADV_FREE, and resident until the kernel needs it. */
  readonly lazyFreeBytes: number | null;
};

/** A piece of a region that belongs to something else, because the kernel merged two mappings into one. */
export type MergedPart = {
  readonly class: RegionClass;
  readonly start: number;
  readonly end: number;
};

/** One VMA, classified. */
export type Region = {
  readonly kind: 'region';
  readonly start: number;
  readonly end: number;
  readonly sizeBytes: number;
  /** As `maps` writes them: `rw-p`. */
  readonly permissions: string;
  readonly class: RegionClass;
  /** Which part of the thing: text, relro, guard, remainder ...; null where it is the whole. */
  readonly part: string | null;
  readonly label: string;
  /** The classification rule that decided, by its number in src/layout/rules/index.ts, and why it did. */
  readonly rule: { readonly number: number; readonly reason: string };
  readonly certainty: Certainty;
  readonly backing: Backing;
  /** Null where only `maps` could be read. */
  readonly usage: LayoutUsage | null;
  /** Transparent huge pages (rule 16); null where the kernel does not tell. */
  readonly hugePages: { readonly backedBytes: number; readonly eligible: boolean | null } | null;
  readonly merged: readonly MergedPart[];
  readonly notes: readonly string[];
};

export type GapReason =
  | 'null-guard'
  | 'below-program'
  | 'brk-offset'
  | 'heap-room'
  | 'heap-to-mmap'
  | 'heap-to-stack'
  | 'mmap-room'
  | 'above-mmap'
  | 'stack-guard-gap'
  | 'stack-reserve'
  | 'stack-offset'
  | 'last-page'
  | 'non-canonical'
  | 'kernel-half'
  | 'inside-module'
  | 'hole';

/** Addresses that nothing is mapped at, and why. */
export type Gap = {
  readonly kind: 'gap';
  readonly start: number;
  readonly end: number;
  readonly sizeBytes: number;
  readonly reason: GapReason;
  readonly sentence: string;
};

/** Which way something grows: towards higher addresses or lower ones. */
export type Growth = 'up' | 'down';

/** Regions that are one thing (the program, a library, a stack with its guard), and the gaps inside it. */
export type Group = {
  readonly kind: 'group';
  readonly class: RegionClass;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Of its regions, without its gaps. */
  readonly sizeBytes: number;
  readonly regionCount: number;
  readonly certainty: Certainty;
  readonly growth: Growth | null;
  readonly usage: LayoutUsage | null;
  readonly items: readonly (Region | Gap)[];
};

/** An address that explains where things are put, and what it was computed from. */
export type Anchor = {
  readonly name:
    | 'TASK_SIZE'
    | 'STACK_TOP'
    | 'mmap_base, computed'
    | 'mmap_base, observed'
    | 'ELF_ET_DYN_BASE'
    | 'TASK_UNMAPPED_BASE'
    | 'program base'
    | 'end of bss'
    | 'start_brk';
  /** The address; or the lowest and the highest that it can be, where it is randomised. */
  readonly address: Reading<{ readonly low: number; readonly high: number }>;
  readonly sentence: string;
};

/** Sums over all regions, and what `smaps_rollup` says of the same process. */
export type LayoutTotals = {
  readonly regionCount: number;
  readonly mappedBytes: number;
  readonly usage: LayoutUsage | null;
  /** `smaps_rollup`'s Rss less the sum: not 0 where the process moved between the two. */
  readonly rollupDifferenceBytes: Reading<number>;
};

/** How the kernel placed the mappings: downward from below the stack, or upward from a third of the address space. */
export type Placement = 'top-down' | 'bottom-up';

export type Layout = {
  readonly pid: number;
  readonly name: string;
  readonly command: readonly string[] | null;
  readonly architecture: string;
  readonly programType: 'PIE' | 'static PIE' | 'fixed' | 'static, fixed' | null;
  /** Whether addresses are drawn at random; null where that cannot be told. */
  readonly randomised: boolean | null;
  readonly placement: Placement | null;
  /** In ascending order of address, from 0 to the end of the address space, without overlap and without holes. */
  readonly items: readonly (Group | Gap)[];
  readonly anchors: readonly Anchor[];
  readonly totals: LayoutTotals;
  readonly caveats: readonly string[];
};
