/** What may move on a machine during a run, in words; and two states side by side. */
import type {
  CpuFrequencies,
  CpuFrequency,
  LoadAverage,
  MachineState,
  Meminfo,
  PageReporting,
  Pressure,
  VmEvents,
} from '../machine.ts';
import { formatBytes, formatCount, formatDuration } from '../units.ts';
import {
  counterFact,
  type Fact,
  type FactGroup,
  fact,
  group,
  known,
  listFacts,
  mergeAlike,
  part,
  yesOrNo,
} from './fact.ts';
import { settingGroups } from './setting-facts.ts';

export function memoryFacts(memory: Meminfo): Fact[] {
  return [
    fact('total', memory.totalBytes, formatBytes),
    fact('free', memory.freeBytes, formatBytes),
    fact('available', memory.availableBytes, formatBytes),
    fact('page cache', memory.cachedBytes, formatBytes),
    fact('shared (shmem)', memory.shmemBytes, formatBytes),
    fact('swap', memory.swapTotalBytes, formatBytes),
    fact('swap free', memory.swapFreeBytes, formatBytes),
    fact('commit limit', memory.commitLimitBytes, formatBytes),
    fact('committed', memory.committedBytes, formatBytes),
    fact('in anonymous huge pages', memory.anonHugePagesBytes, formatBytes),
    fact('size of a page of the default pool', memory.hugePageSizeBytes, formatBytes),
    fact('pages of the default pool', memory.hugePages, formatCount),
    fact('of them free', memory.hugePagesFree, formatCount),
    fact('in all pools (hugetlb)', memory.hugetlbBytes, formatBytes),
  ];
}

function frequencyFact({ cpu, governor, currentKhz, maximumKhz }: CpuFrequency): Fact {
  const gigahertz = (khz: number): string => `${(khz / 1e6).toFixed(2)} GHz`;
  const parts = [
    part('governor', governor, (name) => `governor ${name}`),
    part('frequency', currentKhz, (khz) => `at ${gigahertz(khz)}`),
    part('ceiling', maximumKhz, (khz) => `${gigahertz(khz)} at the most`),
  ];
  return known(`CPU ${cpu}`, parts.join(', '));
}

export function frequencyFacts({ cpus, boost }: CpuFrequencies): Fact[] {
  const each = listFacts('CPUs', cpus, frequencyFact);
  const nameOf = (index: number): string => each[index]?.name ?? '';
  return [
    ...mergeAlike(each, (first, last) =>
      first === last ? nameOf(first) : `${nameOf(first)} to ${nameOf(last)}, each`,
    ),
    fact('boost allowed', boost, yesOrNo),
  ];
}

export function pageReportingFacts({ order, reportedBytes }: PageReporting): Fact[] {
  return [
    fact('blocks reported', order, (value) => `of 2^${value} pages or more`),
    counterFact('reported since boot', reportedBytes, formatBytes),
  ];
}

function loadFacts(load: LoadAverage): Fact[] {
  return [
    fact('mean of 1 minute', load.oneMinute),
    fact('mean of 5 minutes', load.fiveMinutes),
    fact('mean of 15 minutes', load.fifteenMinutes),
  ];
}

function pressureFacts(resource: string, pressure: Pressure): Fact[] {
  const percent = (value: number): string => `${value} %`;
  const time = (us: number): string => formatDuration(us * 1000);
  return [
    fact(`${resource}: some stalled, last 10 s`, pressure.someAvg10Percent, percent),
    counterFact(`${resource}: some stalled, since boot`, pressure.someTotalUs, time),
    fact(`${resource}: all stalled, last 10 s`, pressure.fullAvg10Percent, percent),
    counterFact(`${resource}: all stalled, since boot`, pressure.fullTotalUs, time),
  ];
}

function eventFacts(events: VmEvents): Fact[] {
  return [
    counterFact('page faults', events.faults),
    counterFact('major faults', events.majorFaults),
    counterFact('huge pages at a fault', events.thpFaultAllocations),
    counterFact('huge pages refused at a fault', events.thpFaultFallbacks),
    counterFact('stalls for compaction', events.compactionStalls),
    counterFact('faults for NUMA hints', events.numaHintFaults),
    counterFact('pages taken by the balloon', events.balloonInflatedPages),
    counterFact('pages swapped in', events.swapInPages),
    counterFact('pages swapped out', events.swapOutPages),
    counterFact('processes killed for want of memory', events.oomKills),
  ];
}

export function stateGroups(state: MachineState): FactGroup[] {
  return [
    group('CPU time since boot, in ticks', () => [
      counterFact('taken by the hypervisor (steal)', state.cpuTime.stealJiffies),
      counterFact('of all CPUs together', state.cpuTime.totalJiffies),
    ]),
    group('Load', () => loadFacts(state.load)),
    group('Pressure', () => [
      ...pressureFacts('CPU', state.pressure.cpu),
      ...pressureFacts('memory', state.pressure.memory),
      ...pressureFacts('I/O', state.pressure.io),
    ]),
    group('Memory', () => memoryFacts(state.memory)),
    group('Events since boot, of the whole machine', () => eventFacts(state.vmEvents)),
    group('Frequencies', () => frequencyFacts(state.frequencies)),
    group('Free page reporting', () => pageReportingFacts(state.pageReporting)),
    ...settingGroups(state.settings),
  ];
}
