import type { Reading } from './reading.ts';
import type { Software } from './software.ts';

/**
 * What identifies and conditions a machine, and what may move on it during a run. Plain data, JSON-serialisable.
 * Whatever a kernel may lack or refuse is a `Reading`.
 */

/** The machine card: read once per run. */
export interface Machine {
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  readonly kernel: Kernel;
  readonly processor: Processor;
  /** The caches that CPU 0 sees. */
  readonly caches: Reading<readonly CpuCache[]>;
  readonly numaNodes: Reading<readonly NumaNode[]>;
  readonly virtualization: Virtualization;
  readonly limits: ProcessLimits;
  readonly cgroupMemory: Reading<CgroupMemory>;
  readonly memory: Meminfo;
  readonly frequencies: CpuFrequencies;
  readonly pageReporting: PageReporting;
  readonly settings: MachineSettings;
  /** Absent in files of versions that did not record it. */
  readonly software?: Software;
}

/** What may move during a run: read before, after, and between. */
export interface MachineState {
  readonly cpuTime: CpuTime;
  readonly load: LoadAverage;
  readonly pressure: MachinePressure;
  readonly vmEvents: VmEvents;
  readonly memory: Meminfo;
  readonly frequencies: CpuFrequencies;
  readonly pageReporting: PageReporting;
  readonly settings: MachineSettings;
}

/** What an administrator or a daemon can change while a run lasts. */
export interface MachineSettings {
  readonly cpus: CpuSets;
  readonly clockSource: ClockSource;
  readonly transparentHugePages: TransparentHugePages;
  readonly hugetlbPools: Reading<readonly HugetlbPool[]>;
  /** `/sys/kernel/mm/ksm/run`: 0 stopped, 1 merging, 2 unmerged. */
  readonly ksmRun: Reading<number>;
  /** `/proc/sys/kernel/numa_balancing`: 0 off, 1 on, 2 memory tiering (since 5.18). */
  readonly numaBalancing: Reading<number>;
  readonly sysctls: MemorySysctls;
}

export interface Kernel {
  /** As `uname -r`. */
  readonly release: Reading<string>;
  /** As `uname -v`: build number, SMP, preemption model. */
  readonly build: Reading<string>;
  /** Only the parameters that bear on memory or timing, as written; never the whole line. */
  readonly commandLine: Reading<readonly string[]>;
}

export interface Processor {
  readonly modelName: Reading<string>;
  readonly vendor: Reading<string>;
  readonly microcode: Reading<string>;
  /** The CPU says that it is virtual. */
  readonly hypervisor: Reading<boolean>;
  readonly constantTsc: Reading<boolean>;
  readonly nonstopTsc: Reading<boolean>;
  /** 1 GiB pages (`pdpe1gb`). */
  readonly gigabytePages: Reading<boolean>;
  /** Enhanced and fast short `rep movsb/stosb` (`erms`, `fsrm`): how the kernel and libc clear and copy. */
  readonly enhancedRepMovsb: Reading<boolean>;
  readonly fastShortRepMovsb: Reading<boolean>;
}

export interface CpuCache {
  readonly level: Reading<number>;
  /** `Data`, `Instruction` or `Unified`. */
  readonly type: Reading<string>;
  readonly sizeBytes: Reading<number>;
  readonly lineBytes: Reading<number>;
  readonly sharedBy: Reading<readonly number[]>;
}

export interface NumaNode {
  readonly node: number;
  /** Empty for a node that has memory only. */
  readonly cpus: Reading<readonly number[]>;
  readonly totalBytes: Reading<number>;
}

export interface Virtualization {
  /** `/sys/hypervisor/type`, for example `xen`. */
  readonly hypervisorType: Reading<string>;
  /** Firmware tables (DMI). */
  readonly systemVendor: Reading<string>;
  readonly productName: Reading<string>;
}

/** Soft limits of this process, which trials inherit. */
export interface ProcessLimits {
  readonly addressSpaceBytes: Reading<LimitBytes>;
  readonly dataBytes: Reading<LimitBytes>;
  readonly stackBytes: Reading<LimitBytes>;
  readonly lockedBytes: Reading<LimitBytes>;
}

export type LimitBytes = number | 'unlimited';

export interface CgroupMemory {
  readonly version: 1 | 2;
  /** Own cgroup first, the outermost visible one last; levels without a memory controller are left out. */
  readonly levels: readonly CgroupMemoryLevel[];
  /** The least that any level still allows; unavailable where no level has a limit. */
  readonly remainingBytes: Reading<number>;
}

export interface CgroupMemoryLevel {
  /** v2 `memory.max`, v1 `memory.limit_in_bytes`. */
  readonly maxBytes: Reading<LimitBytes>;
  /** v2 `memory.high`: beyond it the kernel throttles. v1 has none. */
  readonly highBytes: Reading<LimitBytes>;
  /** Includes page cache. Read, as the two below, only at levels that have a limit. */
  readonly usageBytes: Reading<number>;
  /** The page cache the kernel reclaims first; counted in usage, yet not in the way of an allocation. */
  readonly inactiveFileBytes: Reading<number>;
  /** The smaller limit - (usage - inactive file), at least 0. */
  readonly remainingBytes: Reading<LimitBytes>;
}

/** `/proc/meminfo`. */
export interface Meminfo {
  readonly totalBytes: Reading<number>;
  readonly freeBytes: Reading<number>;
  /** The kernel's estimate of what can be had without swapping (since 3.14). */
  readonly availableBytes: Reading<number>;
  readonly cachedBytes: Reading<number>;
  readonly shmemBytes: Reading<number>;
  readonly swapTotalBytes: Reading<number>;
  readonly swapFreeBytes: Reading<number>;
  readonly commitLimitBytes: Reading<number>;
  readonly committedBytes: Reading<number>;
  readonly anonHugePagesBytes: Reading<number>;
  /** The default hugetlb size, its pool, and what all pools hold. */
  readonly hugePageSizeBytes: Reading<number>;
  readonly hugePages: Reading<number>;
  readonly hugePagesFree: Reading<number>;
  readonly hugetlbBytes: Reading<number>;
}

/** `/proc/stat`, all CPUs since boot, in USER_HZ ticks. */
export interface CpuTime {
  readonly stealJiffies: Reading<number>;
  readonly totalJiffies: Reading<number>;
}

/** Mean number of runnable or uninterruptible tasks. */
export interface LoadAverage {
  readonly oneMinute: Reading<number>;
  readonly fiveMinutes: Reading<number>;
  readonly fifteenMinutes: Reading<number>;
}

export type MachinePressure = Readonly<Record<'cpu' | 'memory' | 'io', Pressure>>;

/** `/proc/pressure/*` (since 4.20). "some": at least one task stalled; "full": all of them. */
export interface Pressure {
  readonly someAvg10Percent: Reading<number>;
  readonly someTotalUs: Reading<number>;
  readonly fullAvg10Percent: Reading<number>;
  readonly fullTotalUs: Reading<number>;
}

/** `/proc/vmstat`, counted since boot over the whole machine. */
export interface VmEvents {
  readonly faults: Reading<number>;
  readonly majorFaults: Reading<number>;
  readonly thpFaultAllocations: Reading<number>;
  readonly thpFaultFallbacks: Reading<number>;
  readonly compactionStalls: Reading<number>;
  readonly numaHintFaults: Reading<number>;
  readonly balloonInflatedPages: Reading<number>;
  readonly swapInPages: Reading<number>;
  readonly swapOutPages: Reading<number>;
  readonly oomKills: Reading<number>;
}

export interface CpuFrequencies {
  readonly cpus: Reading<readonly CpuFrequency[]>;
  /** Turbo or boost is allowed. */
  readonly boost: Reading<boolean>;
}

export interface CpuFrequency {
  readonly cpu: number;
  readonly governor: Reading<string>;
  readonly currentKhz: Reading<number>;
  /** The policy's ceiling (`scaling_max_freq`). */
  readonly maximumKhz: Reading<number>;
}

/** Free page reporting: a guest that hands free pages back to its host (since 5.7). */
export interface PageReporting {
  /** Blocks of at least 2^order pages are reported. */
  readonly order: Reading<number>;
  /** `reported_kib`, on the few kernels that count it. */
  readonly reportedBytes: Reading<number>;
}

export interface CpuSets {
  readonly online: Reading<readonly number[]>;
  /** Where this process may run. */
  readonly allowed: Reading<readonly number[]>;
}

export interface ClockSource {
  readonly current: Reading<string>;
  readonly available: Reading<readonly string[]>;
}

/** `/sys/kernel/mm/transparent_hugepage`: the selected word of each choice. */
export interface TransparentHugePages {
  readonly enabled: Reading<string>;
  readonly defrag: Reading<string>;
  readonly shmemEnabled: Reading<string>;
  readonly useZeroPage: Reading<boolean>;
  readonly hugePageSizeBytes: Reading<number>;
  /** Multi-size THP (since 6.8), smallest first; empty on older kernels. */
  readonly sizes: Reading<readonly ThpSize[]>;
}

export type ThpSize = { readonly sizeBytes: number; readonly enabled: Reading<string> };

export interface HugetlbPool {
  readonly pageSizeBytes: number;
  readonly pages: Reading<number>;
  readonly freePages: Reading<number>;
}

export interface MemorySysctls {
  readonly overcommitMemory: Reading<number>;
  readonly swappiness: Reading<number>;
  readonly maxMapCount: Reading<number>;
  readonly mmapRandomBits: Reading<number>;
  readonly randomizeVaSpace: Reading<number>;
  /** -1 to 3; or 4 on distributions that patch it. */
  readonly perfEventParanoid: Reading<number>;
}
