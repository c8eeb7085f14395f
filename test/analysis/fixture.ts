/** Faithful headers and trials for tests that measure nothing: a recorded machine with THP 'madvise', and a probe's words. */
import { makeArm } from '../../src/experiments/index.ts';
import { readMachine, readMachineState } from '../../src/machine/index.ts';
import type { Arm, ComparisonStage, ExperimentPlan, Stage } from '../../src/model/experiment.ts';
import type { Machine, MachineSettings, MachineState } from '../../src/model/machine.ts';
import type {
  PatternDescription,
  ProbeDescription,
  Sample,
  StrategyDescription,
} from '../../src/model/probe.ts';
import { phases, sampleColumns } from '../../src/model/probe.ts';
import { measured } from '../../src/model/reading.ts';
import type { RunHeader, RunSettings, TrialRecord } from '../../src/model/run.ts';
import { RECORDED } from '../machine/fixture.ts';

export const MIB: number = 2 ** 20;

function strategy(name: string, parts: Partial<StrategyDescription> = {}): StrategyDescription {
  const usual = {
    backing: 'anonymous',
    pages: 'default',
    populates: false,
    viaMalloc: false,
    exclusive: false,
  } as const;
  return { name, summary: name, ...usual, unsupported: null, ...parts };
}

function pattern(name: string, parts: Partial<PatternDescription> = {}): PatternDescription {
  return { name, summary: name, reads: false, writes: true, partial: false, ...parts };
}

export const describedProbe: ProbeDescription = {
  protocol: 1,
  compiler: 'replayed',
  flags: '-O2',
  pageSizeBytes: 4096,
  hugePageSizeBytes: 2 * MIB,
  hugetlbPageSizeBytes: 2 * MIB,
  addressSpaceRandomised: true,
  strategies: [
    strategy('none', { backing: 'none' }),
    strategy('null-call', { backing: 'none', calibrates: 1000 }),
    strategy('malloc', { viaMalloc: true }),
    strategy('mmap-private'),
    strategy('mmap-shared', { backing: 'shmem' }),
    strategy('mmap-populate', { populates: true }),
    strategy('mmap-thp', { pages: 'huge' }),
    strategy('mmap-nohuge', { pages: 'base' }),
    strategy('mmap-hugetlb', { backing: 'hugetlb', pages: 'hugetlb' }),
  ],
  patterns: [
    pattern('none', { writes: false }),
    pattern('write-all'),
    pattern('write-page'),
    pattern('read-page', { reads: true, writes: false }),
    pattern('read-write-page', { reads: true }),
    pattern('write-fraction', { partial: true }),
  ],
  phases,
  sampleColumns,
  perfCounters: [],
  clock: { name: 'CLOCK_MONOTONIC_RAW', resolutionNs: 1, smallestStepNs: 20, readNs: 20 },
};

export const machine: Machine = readMachine(RECORDED, new Date(0));
export const machineState: MachineState = readMachineState(RECORDED);

/** The recorded machine's settings with other huge pages. */
export function settingsWith(
  enabled: string,
  more: { shmem?: string; sizes?: readonly { sizeBytes: number; enabled: string }[]; numa?: number } = {},
): MachineSettings {
  const sizes = (more.sizes ?? []).map((size) => ({ ...size, enabled: measured(size.enabled) }));
  return {
    ...machine.settings,
    numaBalancing: measured(more.numa ?? 0),
    transparentHugePages: {
      ...machine.settings.transparentHugePages,
      enabled: measured(enabled),
      shmemEnabled: measured(more.shmem ?? 'never'),
      hugePageSizeBytes: measured(2 * MIB),
      sizes: measured(sizes),
    },
  };
}

export const runSettings: RunSettings = {
  seed: 1,
  budgetSeconds: 60,
  maxBlocks: 0,
  precision: 0.005,
  equivalence: 0.03,
  alpha: 0.01,
  cpu: -1,
  perf: false,
  memoryLimitBytes: 0,
};

/** One cell of these arms; malloc against mmap-private of 1 MiB unless told otherwise. */
export function comparisonOf(parts: Partial<ComparisonStage> & { readonly arms?: readonly Arm[] } = {}) {
  const { arms = [makeArm('malloc'), makeArm('mmap-private')], ...rest } = parts;
  const stage: ComparisonStage = {
    kind: 'comparison',
    name: 'comparison',
    question: 'do they differ?',
    cells: [{ sizeBytes: MIB, arms, design: { kind: 'fresh' } }],
    measure: ['allocate', 'first-touch'],
    dispersion: false,
    share: 1,
    maxBlocks: 120,
    ...rest,
  };
  return stage;
}

export function planOf(...stages: readonly Stage[]): ExperimentPlan {
  return { name: 'test', question: 'which?', stages };
}

export function headerOf(plan: ExperimentPlan, settings: Partial<RunSettings> = {}): RunHeader {
  return {
    kind: 'run',
    formatVersion: 1,
    version: '0.0.0',
    startedAt: '2026-01-01T00:00:00.000Z',
    command: ['firsttouch'],
    settings: { ...runSettings, ...settings },
    plan,
    machine,
    before: { ...machineState, settings: settingsWith('madvise') },
    probe: { sha256: 'replay', compiler: 'none', flags: '' },
    capabilities: describedProbe,
  };
}

/** A timed trial of 256 base pages at 1 MiB whose first touch took that long. */
export function trialOf(parts: Partial<TrialRecord> & { readonly touchNs?: number } = {}): TrialRecord {
  const { touchNs = 100_000, ...rest } = parts;
  const samples: Sample[] = [
    [1000, 0, 0, 0, 0, 0, 0],
    [touchNs, 256, 0, 0, 0, 0, 0],
    [touchNs / 4, 0, 0, 0, 0, 0, 0],
    [1000, 0, 0, 0, 0, 0, 0],
  ];
  const place = { role: 'timed', stage: 0, cell: 0, block: 0, position: 0, arm: 0 } as const;
  const ended = { atMs: 0, wallNs: 1e6, end: { how: 'exit', code: 0 } } as const;
  return { kind: 'trial', ...place, ...ended, steps: [{ address: 0x7f0000000000, samples }], ...rest };
}
