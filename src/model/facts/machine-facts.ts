/** The machine card in words, group by group: everything that a run records once. */
import type {
  CgroupMemory,
  CgroupMemoryLevel,
  CpuCache,
  LimitBytes,
  Machine,
  NumaNode,
  Processor,
} from '../machine.ts';
import type { Reading } from '../reading.ts';
import type { Software } from '../software.ts';
import { formatBytes } from '../units.ts';
import {
  cpuList,
  type Fact,
  type FactGroup,
  fact,
  group,
  known,
  listFacts,
  mergeAlike,
  missing,
  part,
  yesOrNo,
} from './fact.ts';
import { settingGroups } from './setting-facts.ts';
import { frequencyFacts, memoryFacts, pageReportingFacts } from './state-facts.ts';

function limitInWords(limit: LimitBytes): string {
  return limit === 'unlimited' ? 'no limit' : formatBytes(limit);
}

function processorFacts(processor: Processor): Fact[] {
  return [
    fact('model', processor.modelName),
    fact('vendor', processor.vendor),
    fact('microcode', processor.microcode),
    fact('says that it is virtual', processor.hypervisor, yesOrNo),
    fact('TSC of constant rate (constant_tsc)', processor.constantTsc, yesOrNo),
    fact('TSC that never stops (nonstop_tsc)', processor.nonstopTsc, yesOrNo),
    fact('1 GiB pages (pdpe1gb)', processor.gigabytePages, yesOrNo),
    fact('enhanced rep movsb (erms)', processor.enhancedRepMovsb, yesOrNo),
    fact('fast short rep movsb (fsrm)', processor.fastShortRepMovsb, yesOrNo),
  ];
}

function cacheFact({ level, type, sizeBytes, lineBytes, sharedBy }: CpuCache): Fact {
  const name = `${part('level', level, (value) => `level ${value}`)}, ${part('type', type, (value) => value.toLowerCase())}`;
  const parts = [
    part('size', sizeBytes, formatBytes),
    part('line', lineBytes, (bytes) => `lines of ${formatBytes(bytes)}`),
    part(
      'CPUs that share it',
      sharedBy,
      (cpus) => `of ${cpus.length === 1 ? 'CPU' : 'CPUs'} ${cpuList(cpus)}`,
    ),
  ];
  return known(name, parts.join(', '));
}

function levelInWords(level: CgroupMemoryLevel): string {
  return [
    part('limit', level.maxBytes, (max) => (max === 'unlimited' ? 'no limit' : `limit ${formatBytes(max)}`)),
    part('memory.high', level.highBytes, (high) => `memory.high ${limitInWords(high)}`),
    part('usage', level.usageBytes, (usage) => `used ${formatBytes(usage)}`),
    part(
      'inactive page cache',
      level.inactiveFileBytes,
      (bytes) => `inactive page cache ${formatBytes(bytes)}`,
    ),
    part('what remains', level.remainingBytes, (left) =>
      left === 'unlimited' ? '' : `${formatBytes(left)} left`,
    ),
  ]
    .filter((text) => text !== '')
    .join('; ');
}

function cgroupFacts(cgroup: Reading<CgroupMemory>): Fact[] {
  if (cgroup.state === 'unavailable') return [missing('memory cgroup', cgroup.reason)];
  const { version, levels, remainingBytes } = cgroup.value;
  const each = levels.map((level) => known('', levelInWords(level)));
  return [
    known('version', String(version)),
    ...mergeAlike(each, (first, last) =>
      first === last ? `level ${first + 1}` : `levels ${first + 1} to ${last + 1}, each`,
    ),
    fact('what all levels still allow', remainingBytes, formatBytes),
  ];
}

function nodeFact({ node, cpus, totalBytes }: NumaNode): Fact {
  const held = part('memory', totalBytes, formatBytes);
  return known(`node ${node}`, `${held}, ${part('CPUs', cpus, (all) => `CPUs ${cpuList(all)}`)}`);
}

function softwareFacts(software: Software | undefined): Fact[] {
  if (!software) return [missing('software', 'the version that recorded the run did not record it')];
  return [
    known('C library', software.glibc === null ? 'not glibc' : `glibc ${software.glibc}`),
    known('Node', software.node),
    known('architecture', software.architecture),
  ];
}

export function machineGroups(machine: Machine): FactGroup[] {
  const { kernel, virtualization, limits } = machine;
  return [
    group('Kernel', () => [
      fact('release', kernel.release),
      fact('build', kernel.build),
      fact(
        'boot parameters that bear on memory or timing',
        kernel.commandLine,
        (words) => words.join(' ') || 'none',
      ),
    ]),
    group('Processor', () => processorFacts(machine.processor)),
    group('Caches of CPU 0', () => listFacts('caches', machine.caches, cacheFact)),
    group('NUMA nodes', () => listFacts('nodes', machine.numaNodes, nodeFact)),
    group('Virtualization', () => [
      fact('type of hypervisor', virtualization.hypervisorType),
      fact('system vendor', virtualization.systemVendor),
      fact('product', virtualization.productName),
    ]),
    group('Limits of a process', () => [
      fact('address space', limits.addressSpaceBytes, limitInWords),
      fact('data', limits.dataBytes, limitInWords),
      fact('stack', limits.stackBytes, limitInWords),
      fact('locked memory', limits.lockedBytes, limitInWords),
    ]),
    group('Memory cgroup', () => cgroupFacts(machine.cgroupMemory)),
    group('Memory', () => memoryFacts(machine.memory)),
    ...settingGroups(machine.settings),
    group('Frequencies', () => frequencyFacts(machine.frequencies)),
    group('Free page reporting', () => pageReportingFacts(machine.pageReporting)),
    group('Software', () => softwareFacts(machine.software)),
  ];
}
