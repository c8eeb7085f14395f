/** The two pictures of a machine: the card that identifies it, and the state that may move during a run. */

import type { Machine, MachineState } from '../model/machine.ts';
import { readCgroupMemory } from './cgroup-memory.ts';
import { readCpuCaches } from './cpu-caches.ts';
import { readCpuFrequencies } from './cpu-frequencies.ts';
import { readCpuTime } from './cpu-time.ts';
import { readCpuinfo } from './cpuinfo.ts';
import { readKernel } from './kernel.ts';
import { readLoadavg } from './loadavg.ts';
import { readMachineSettings } from './machine-settings.ts';
import { readMeminfo } from './meminfo.ts';
import { readNumaNodes } from './numa-nodes.ts';
import { readPageReporting } from './page-reporting.ts';
import { readPressure } from './pressure.ts';
import { readProcessLimits } from './process-limits.ts';
import { readSoftware } from './software.ts';
import { readVirtualization } from './virtualization.ts';
import { readVmstat } from './vmstat.ts';

/** The machine card, once per run. */
export function readMachine(root: string, now: Date): Machine {
  return {
    recordedAt: now.toISOString(),
    kernel: readKernel(root),
    processor: readCpuinfo(root),
    caches: readCpuCaches(root),
    numaNodes: readNumaNodes(root),
    virtualization: readVirtualization(root),
    limits: readProcessLimits(root),
    cgroupMemory: readCgroupMemory(root),
    memory: readMeminfo(root),
    frequencies: readCpuFrequencies(root),
    pageReporting: readPageReporting(root),
    settings: readMachineSettings(root),
    software: readSoftware(),
  };
}

/** What may have moved; two of these and the time between them go to `describeMachineChanges`. */
export function readMachineState(root = '/'): MachineState {
  return {
    cpuTime: readCpuTime(root),
    load: readLoadavg(root),
    pressure: readPressure(root),
    vmEvents: readVmstat(root),
    memory: readMeminfo(root),
    frequencies: readCpuFrequencies(root),
    pageReporting: readPageReporting(root),
    settings: readMachineSettings(root),
  };
}
