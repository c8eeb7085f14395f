/** From which size malloc asks the kernel for a mapping of its own, and how that size moves. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { type ScenarioArmOptions, scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const defaultBlockBytes = MIB;
const allocators = ['jemalloc', 'mimalloc', 'tcmalloc'];
/** Each at the value that glibc has anyway. */
const defaultTunables = {
  'mmap-threshold': 'mmap_threshold=131072',
  'trim-threshold': 'trim_threshold=131072',
  'top-pad': 'top_pad=131072',
  'mmap-max': 'mmap_max=65536',
};

function tuned(setting: string): ScenarioArmOptions {
  return { environment: { GLIBC_TUNABLES: `glibc.malloc.${setting}` } };
}

function bisection(freedBytes: number): ScenarioStage {
  const find = (
    name: string,
    parameters: Readonly<Record<string, string | number>> = {},
    options: ScenarioArmOptions = {},
  ): ScenarioArm => scenarioArm(name, 'malloc-threshold', parameters, options);
  const arms = [
    find('fresh', { trimBytes: 512 * KIB }),
    find('after-free', { freedBytes, trimBytes: 4 * freedBytes }),
    find('after-free-at-cap', { freedBytes: 32 * MIB - 8 * KIB }),
    find('after-free-above-cap', { freedBytes: 32 * MIB }),
    find('thread', { thread: 'yes' }),
    find('tunable', {}, tuned('mmap_threshold=1048576')),
    find('tunable-after-free', { freedBytes: 4 * MIB }, tuned('mmap_threshold=1048576')),
    find('mallopt', { setting: 'mmap-threshold', value: MIB }),
    find('static', {}, { build: 'static' }),
    find('musl', {}, { build: 'musl' }),
    ...allocators.map((allocator) => find(allocator, {}, { allocator })),
  ];
  return scenarioStage('bisection', 'from which request on does malloc map a block by itself?', arms);
}

function cycles(sizeBytes: number): ScenarioStage {
  const arm = (
    name: string,
    parameters: Readonly<Record<string, string | number>> = {},
    options: ScenarioArmOptions = {},
  ): ScenarioArm => scenarioArm(name, 'malloc-route', parameters, options);
  const arms = [
    arm('block', { sizeBytes, touch: 'yes' }),
    arm('8-mib', { sizeBytes: 8 * MIB, touch: 'yes' }),
    arm('31-mib', { sizeBytes: 31 * MIB }),
    arm('cap', { sizeBytes: 32 * MIB - 8 * KIB }),
    arm('32-mib', { sizeBytes: 32 * MIB }),
    arm('33-mib', { sizeBytes: 33 * MIB, touch: 'yes' }),
    arm('64-mib', { sizeBytes: 64 * MIB }),
    arm('small', { sizeBytes: 64 * KIB }),
    arm('small-in-thread', { sizeBytes: 64 * KIB, thread: 'yes' }),
    arm('128-kib', { sizeBytes: 128 * KIB }),
    arm('128-kib-room-left', { sizeBytes: 128 * KIB, drain: 'no' }),
    arm('at-limit', { sizeBytes, held: 2 }, tuned('mmap_max=2')),
    arm('musl', { sizeBytes }, { build: 'musl' }),
    arm('musl-above-threshold', { sizeBytes: 128 * KIB + 1 }, { build: 'musl' }),
    ...allocators.map((allocator) => arm(allocator, { sizeBytes }, { allocator })),
  ];
  return scenarioStage(
    'cycles',
    'where does the same request come from the first, second, third time?',
    arms,
    {
      memoryBytes: 36 * MIB,
    },
  );
}

function frozen(sizeBytes: number): ScenarioStage {
  const tunables = Object.entries(defaultTunables).map(([name, setting]) =>
    scenarioArm(name, 'malloc-route', { sizeBytes }, tuned(setting)),
  );
  const arms = [
    scenarioArm('untouched', 'malloc-route', { sizeBytes }),
    ...tunables,
    scenarioArm('arena-max', 'malloc-route', { sizeBytes }, tuned('arena_max=8')),
    scenarioArm('mallopt-top-pad', 'malloc-route', { sizeBytes, setting: 'top-pad', value: 128 * KIB }),
    scenarioArm('mallopt-arena-max', 'malloc-route', { sizeBytes, setting: 'arena-max', value: 8 }),
  ];
  return scenarioStage(
    'frozen',
    'which settings, at their default values, stop the threshold from moving?',
    arms,
  );
}

function heap(): ScenarioStage {
  const arms = [
    scenarioArm('main', 'heap-growth'),
    scenarioArm('thread', 'heap-growth', { thread: 'yes' }),
    scenarioArm('blocked', 'heap-growth', { blocked: 'yes' }),
    scenarioArm('hugetlb', 'heap-growth', {}, tuned('hugetlb=2')),
    scenarioArm('musl', 'heap-growth', {}, { build: 'musl' }),
    ...allocators.map((allocator) => scenarioArm(allocator, 'heap-growth', {}, { allocator })),
  ];
  return scenarioStage('heap', 'does the program break move when many small blocks are taken?', arms);
}

function smallObjects(): ScenarioStage {
  const arms = [
    scenarioArm('malloc', 'small-objects'),
    scenarioArm('mmap', 'small-objects', { way: 'mmap' }),
  ];
  return scenarioStage('small-objects', 'what does a mapping for every small object cost?', arms, {
    compare: ['objects'],
  });
}

export const threshold: Experiment = {
  name: 'threshold',
  question: 'when does malloc use brk, and when mmap?',
  summary:
    'Finds by bisection the smallest request that malloc gives a mapping of its own, each request in a forked child; then ' +
    'how that size moves after a free, where it stops, and what settings, threads and other allocators make of it. Read ' +
    'from effects: the program break, the size of the address space, the mark in the chunk. A request of one size that ' +
    'always came the same way, whatever was before, would say that size and library alone decide.',
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = Math.min(settings.sizesBytes?.[0] ?? defaultBlockBytes, 8 * MIB);
    return {
      name: 'threshold',
      question: 'when does malloc use brk, and when mmap?',
      stages: [bisection(sizeBytes), cycles(sizeBytes), frozen(sizeBytes), heap(), smallObjects()],
    };
  },
};
