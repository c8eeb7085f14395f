/** What an administrator or a daemon can change on the machine, in words, group by group. */
import type { HugetlbPool, MachineSettings, MemorySysctls, TransparentHugePages } from '../machine.ts';
import { formatBytes, formatCount } from '../units.ts';
import { cpuList, type Fact, type FactGroup, fact, group, known, listFacts, part, yesOrNo } from './fact.ts';

function hugePageFacts(thp: TransparentHugePages): Fact[] {
  return [
    fact('enabled', thp.enabled),
    fact('defrag', thp.defrag),
    fact('shmem_enabled', thp.shmemEnabled),
    fact('use_zero_page', thp.useZeroPage, yesOrNo),
    fact('size of a huge page', thp.hugePageSizeBytes, formatBytes),
    ...listFacts('sizes between (mTHP)', thp.sizes, ({ sizeBytes, enabled }) =>
      fact(`of ${formatBytes(sizeBytes)}`, enabled),
    ),
  ];
}

function poolFact({ pageSizeBytes, pages, freePages }: HugetlbPool): Fact {
  return known(
    `pages of ${formatBytes(pageSizeBytes)}`,
    `${part('pages', pages, formatCount)} reserved, ${part('free pages', freePages, formatCount)} free`,
  );
}

function sysctlFacts(sysctls: MemorySysctls): Fact[] {
  return [
    fact('vm.overcommit_memory', sysctls.overcommitMemory),
    fact('vm.swappiness', sysctls.swappiness),
    fact('vm.max_map_count', sysctls.maxMapCount, formatCount),
    fact('vm.mmap_rnd_bits', sysctls.mmapRandomBits),
    fact('kernel.randomize_va_space', sysctls.randomizeVaSpace),
    fact('kernel.perf_event_paranoid', sysctls.perfEventParanoid),
  ];
}

export function settingGroups(settings: MachineSettings): FactGroup[] {
  return [
    group('Transparent huge pages', () => hugePageFacts(settings.transparentHugePages)),
    group('Pools of huge pages (hugetlb)', () => listFacts('pools', settings.hugetlbPools, poolFact)),
    group('Settings of the kernel', () => [
      ...sysctlFacts(settings.sysctls),
      fact('kernel.numa_balancing', settings.numaBalancing),
      fact('ksm/run', settings.ksmRun),
    ]),
    group('CPUs and clock', () => [
      fact('CPUs online', settings.cpus.online, cpuList),
      fact('CPUs allowed to this process', settings.cpus.allowed, cpuList),
      fact('clock source', settings.clockSource.current),
      fact('clock sources available', settings.clockSource.available, (all) => all.join(', ') || 'none'),
    ]),
  ];
}
