/**
 * What the kernel tells about one process's address space, as read at one moment: no interpretation.
 *
 * Addresses are numbers in bytes. A double holds every user address of x86-64 and arm64 (below 2^53) exactly, and also the
 * vsyscall page, whose low bits are zero.
 */
import type { Reading } from './reading.ts';

/** What `rwxp` says. */
export type Permissions = {
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  readonly shared: boolean;
};

/** The figures that `smaps` adds to a VMA, in bytes. A line that this kernel does not write is absent, never zero. */
export type VmaUsage = {
  readonly kernelPageSizeBytes?: number;
  readonly mmuPageSizeBytes?: number;
  readonly rssBytes?: number;
  readonly pssBytes?: number;
  readonly sharedCleanBytes?: number;
  readonly sharedDirtyBytes?: number;
  readonly privateCleanBytes?: number;
  readonly privateDirtyBytes?: number;
  readonly referencedBytes?: number;
  readonly anonymousBytes?: number;
  readonly lazyFreeBytes?: number;
  readonly anonHugePagesBytes?: number;
  readonly shmemPmdMappedBytes?: number;
  readonly filePmdMappedBytes?: number;
  readonly sharedHugetlbBytes?: number;
  readonly privateHugetlbBytes?: number;
  readonly swapBytes?: number;
  readonly swapPssBytes?: number;
  readonly lockedBytes?: number;
  readonly thpEligible?: boolean;
  /** The two-letter flags of `VmFlags`, in the kernel's order. */
  readonly vmFlags?: readonly string[];
};

/** One virtual memory area: a line of `maps`, and what `smaps` adds where it could be read. */
export type Vma = {
  readonly start: number;
  /** The first address behind it. */
  readonly end: number;
  readonly permissions: Permissions;
  readonly offsetBytes: number;
  /** `major:minor` in hexadecimal, as the kernel writes it. */
  readonly device: string;
  readonly inode: number;
  /** The name without the kernel's escapes and without ` (deleted)`; empty for an anonymous VMA without a name. */
  readonly path: string;
  readonly deleted: boolean;
  /** Absent where only `maps` was read. */
  readonly usage?: VmaUsage;
};

/** Fields of `/proc/PID/stat` that say where the parts of the address space lie. The kernel writes 0 without ptrace access. */
export type ProcessStat = {
  readonly name: string;
  readonly state: string;
  readonly parentPid: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly threads: number;
  readonly startCode: number;
  readonly endCode: number;
  readonly startStack: number;
  readonly startData: number;
  readonly endData: number;
  readonly startBrk: number;
  readonly argStart: number;
  readonly argEnd: number;
  readonly envStart: number;
  readonly envEnd: number;
};

/** Lines of `/proc/PID/status` that this laboratory uses. */
export type ProcessStatus = {
  readonly name: Reading<string>;
  readonly threadGroupId: Reading<number>;
  readonly tracerPid: Reading<number>;
  readonly uid: Reading<number>;
  readonly threads: Reading<number>;
  readonly vmPeakBytes: Reading<number>;
  readonly vmSizeBytes: Reading<number>;
  readonly vmHwmBytes: Reading<number>;
  readonly vmRssBytes: Reading<number>;
  readonly rssAnonBytes: Reading<number>;
  readonly rssFileBytes: Reading<number>;
  readonly rssShmemBytes: Reading<number>;
  readonly vmLockedBytes: Reading<number>;
  readonly vmPageTablesBytes: Reading<number>;
  readonly vmSwapBytes: Reading<number>;
  readonly hugetlbPagesBytes: Reading<number>;
  readonly thpEnabled: Reading<boolean>;
};

/** The auxiliary vector's entries that locate things; an entry that is not there is absent. Source: getauxval(3). */
export type AuxiliaryVector = {
  readonly programHeaders?: number;
  readonly programHeaderCount?: number;
  readonly pageSizeBytes?: number;
  /** Where the dynamic loader lies (AT_BASE); 0 for a static program. */
  readonly loaderBase?: number;
  readonly entry?: number;
  readonly vdso?: number;
  readonly minimumSignalStackBytes?: number;
};

/** Bits of `/proc/PID/personality` that move the layout. Source: personality(2). */
export type Personality = {
  readonly bits: number;
  readonly noRandomize: boolean;
  readonly legacyLayout: boolean;
  readonly readImpliesExecute: boolean;
  readonly addressLimit3Gb: boolean;
};

/** A resource limit in bytes (or its own unit); `unlimited` as the kernel writes it. */
export type Limit = { readonly soft: number | 'unlimited'; readonly hard: number | 'unlimited' };

export type ProcessLimits = {
  readonly stackBytes: Reading<Limit>;
  readonly addressSpaceBytes: Reading<Limit>;
  readonly dataBytes: Reading<Limit>;
  readonly lockedBytes: Reading<Limit>;
};

/** One PT_LOAD segment. Addresses are those of the file, before the load bias. */
export type ElfSegment = {
  readonly address: number;
  readonly fileOffsetBytes: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
  readonly permissions: Permissions;
};

/** What the ELF header and the program headers of an executable say. Source: elf(5). */
export type ElfImage = {
  /** `fixed` is ET_EXEC, `position-independent` is ET_DYN. */
  readonly type: 'fixed' | 'position-independent';
  /** The path in PT_INTERP; null for a static program. */
  readonly interpreter: string | null;
  readonly machine: number;
  readonly entry: number;
  readonly programHeaderOffsetBytes: number;
  readonly segments: readonly ElfSegment[];
  /** What is read-only after relocation (PT_GNU_RELRO); null where there is none. */
  readonly relro: { readonly address: number; readonly memoryBytes: number } | null;
};

/** A file by what identifies it in `maps`. */
export type FileIdentity = { readonly path: string; readonly device: string; readonly inode: number };

/** The ELF headers of a mapped library. */
export type LibraryImage = FileIdentity & { readonly elf: ElfImage };

/** One thread, and where its stack pointer was; unavailable while it ran, or where the kernel does not tell. */
export type ThreadReading = { readonly tid: number; readonly stackPointer: Reading<number> };

/** The totals of `smaps_rollup`, in the words of `VmaUsage`. */
export type SmapsRollup = VmaUsage;

/** The settings of the machine that decide where things are put. */
export type LayoutSysctls = {
  readonly randomizeVaSpace: Reading<number>;
  readonly legacyVaLayout: Reading<number>;
  readonly mmapRndBits: Reading<number>;
  readonly mmapMinAddrBytes: Reading<number>;
  /** Pages kept free below the stack: `stack_guard_gap` on the kernel's command line, else 256. */
  readonly stackGuardGapPages: number;
};

/** Everything read of one process, with what was consistent about it. */
export type ProcessImage = {
  readonly pid: number;
  readonly architecture: string;
  readonly command: Reading<readonly string[]>;
  readonly executable: Reading<FileIdentity>;
  /** Whoever read it executes the same file, whose pages therefore count as shared; absent where not. */
  readonly readerRunsIt?: true;
  /** In ascending order of address, without overlap. */
  readonly vmas: readonly Vma[];
  /** `stopped`: it could not move; `agreed`: two reads were equal; `moving`: no two reads agreed, and this is the last one. */
  readonly consistency: 'stopped' | 'agreed' | 'moving';
  /** Why the VMAs have no usage; absent where they have it. */
  readonly usageReason?: string;
  readonly rollup: Reading<SmapsRollup>;
  readonly stat: Reading<ProcessStat>;
  readonly status: Reading<ProcessStatus>;
  readonly auxiliaryVector: Reading<AuxiliaryVector>;
  readonly personality: Reading<Personality>;
  readonly limits: Reading<ProcessLimits>;
  readonly elf: Reading<ElfImage>;
  /** Libraries whose end in memory only their headers tell; those that could not be read are not among them. */
  readonly libraries?: readonly LibraryImage[];
  readonly threads: Reading<readonly ThreadReading[]>;
  /**
   * The first two 8-byte words of anonymous writable VMAs, by start address, as numbers (0 where above 2^53): what tells a
   * chunk that malloc mapped. Unavailable without ptrace access.
   */
  readonly firstWords: Reading<ReadonlyMap<number, readonly [number, number]>>;
  readonly sysctls: LayoutSysctls;
};
