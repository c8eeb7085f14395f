/** Everything that can be set on a running machine and bears on memory: read for the card and for every state. */

import type { MachineSettings, MachineState } from '../model/machine.ts';
import { mapReading, type Reading } from '../model/reading.ts';
import { readClockSource } from './clock-source.ts';
import { readCpuSets } from './cpu-sets.ts';
import { readHugetlbPools } from './hugetlb-pools.ts';
import { readMemorySysctls } from './memory-sysctls.ts';
import { readParsed } from './read-text.ts';
import { parseCount } from './single-value.ts';
import { readTransparentHugePages } from './transparent-huge-pages.ts';

export function readMachineSettings(root = '/'): MachineSettings {
  return {
    cpus: readCpuSets(root),
    clockSource: readClockSource(root),
    transparentHugePages: readTransparentHugePages(root),
    hugetlbPools: readHugetlbPools(root),
    ksmRun: readParsed(root, '/sys/kernel/mm/ksm/run', parseCount),
    numaBalancing: readParsed(root, '/proc/sys/kernel/numa_balancing', parseCount),
    sysctls: readMemorySysctls(root),
  };
}

/** Every setting of a state under the name a reader can look up, as text. */
export function listSettings(state: MachineState): ReadonlyMap<string, Reading<string>> {
  const { settings, frequencies } = state;
  return new Map(
    [
      ...listHugePageSettings(settings),
      ...listSysctls(settings),
      ['CPUs online', settings.cpus.online] as const,
      ['CPUs allowed to this process', settings.cpus.allowed] as const,
      ['clock source', settings.clockSource.current] as const,
      ['frequency boost', frequencies.boost] as const,
      ...listOf(frequencies.cpus).flatMap(({ cpu, governor, maximumKhz }) => [
        [`cpu${cpu} scaling_governor`, governor] as const,
        [`cpu${cpu} scaling_max_freq`, maximumKhz] as const,
      ]),
    ].map(([name, reading]) => [name, mapReading<unknown, string>(reading, String)]),
  );
}

type Setting = readonly [name: string, reading: Reading<unknown>];

function listHugePageSettings({ transparentHugePages: thp, hugetlbPools }: MachineSettings): Setting[] {
  return [
    ['transparent_hugepage/enabled', thp.enabled],
    ['transparent_hugepage/defrag', thp.defrag],
    ['transparent_hugepage/shmem_enabled', thp.shmemEnabled],
    ['transparent_hugepage/use_zero_page', thp.useZeroPage],
    ...listOf(thp.sizes).map(
      ({ sizeBytes, enabled }): Setting => [
        `transparent_hugepage/hugepages-${sizeBytes / 1024}kB/enabled`,
        enabled,
      ],
    ),
    ...listOf(hugetlbPools).map(
      ({ pageSizeBytes, pages }): Setting => [`hugepages-${pageSizeBytes / 1024}kB/nr_hugepages`, pages],
    ),
  ];
}

function listSysctls({ sysctls, ksmRun, numaBalancing }: MachineSettings): Setting[] {
  return [
    ['ksm/run', ksmRun],
    ['kernel.numa_balancing', numaBalancing],
    ['vm.overcommit_memory', sysctls.overcommitMemory],
    ['vm.swappiness', sysctls.swappiness],
    ['vm.max_map_count', sysctls.maxMapCount],
    ['vm.mmap_rnd_bits', sysctls.mmapRandomBits],
    ['kernel.randomize_va_space', sysctls.randomizeVaSpace],
    ['kernel.perf_event_paranoid', sysctls.perfEventParanoid],
  ];
}

function listOf<T>(list: Reading<readonly T[]>): readonly T[] {
  return list.state === 'measured' ? list.value : [];
}
