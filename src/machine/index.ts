/** What the laboratory knows about the machine it runs on. Everything takes the root of the file system to read. */

// The whole machine, what happened to it, and how much of it a trial may take.

export { type AllocatorLibrary, allocatorNames, allocatorPackages, findAllocators } from './allocators.ts';
export { describeMachineChanges, type MachineChange } from './machine-changes.ts';
export { decideMemoryBudget, type MemoryBudget, readMemoryBudget } from './memory-budget.ts';
export { findWriter } from './open-files.ts';
export { readMachine, readMachineState } from './snapshot.ts';

// The lines of recordings.

export { readFileLines } from './file-lines.ts';

// One reader per kernel file or directory.

export { readCgroupMemory } from './cgroup-memory.ts';
export { readClockSource } from './clock-source.ts';
export { readCpuCaches } from './cpu-caches.ts';
export { readCpuFrequencies } from './cpu-frequencies.ts';
export { readCpuSets } from './cpu-sets.ts';
export { readCpuTime } from './cpu-time.ts';
export { readCpuinfo } from './cpuinfo.ts';
export { readDescendants } from './descendants.ts';
export { readHugetlbPools } from './hugetlb-pools.ts';
export { readKernel } from './kernel.ts';
export { readLoadavg } from './loadavg.ts';
export { readMachineSettings } from './machine-settings.ts';
export { readMeminfo } from './meminfo.ts';
export { readMemorySysctls } from './memory-sysctls.ts';
export { readNumaNodes } from './numa-nodes.ts';
export { readPageReporting } from './page-reporting.ts';
export { readPressure } from './pressure.ts';
export { readProcessLimits } from './process-limits.ts';
export { readTransparentHugePages } from './transparent-huge-pages.ts';
export { readVirtualization } from './virtualization.ts';
export { readVmstat } from './vmstat.ts';

// One process: its address space, and the program that it executes.

export * from './process/index.ts';
