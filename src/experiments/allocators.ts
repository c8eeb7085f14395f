/** What allocators keep, share and cost: large blocks in cycles, small objects, threads, arenas, a preload that acts or not. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { type ScenarioArmOptions, scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const MIB = 2 ** 20;
const defaultBlockBytes = 16 * MIB;
/** No block of this size is ever kept by glibc: its threshold for mmap never rises above 32 MiB. */
const largeBlockBytes = 40 * MIB;
/** Base pages everywhere: counts of faults must mean the same on every machine. */
const conditions = { thpDisable: true } as const;
const others = ['jemalloc', 'mimalloc', 'tcmalloc'];

type Parameters = Readonly<Record<string, string | number>>;

/** The scenario with every allocator, glibc (the default build) first. */
function everyAllocator(scenario: string, parameters: Parameters): ScenarioArm[] {
  const arm = (name: string, options: ScenarioArmOptions): ScenarioArm =>
    scenarioArm(name, scenario, parameters, { ...options, conditions });
  return [
    arm('glibc', {}),
    arm('musl', { build: 'musl' }),
    ...others.map((allocator) => arm(allocator, { allocator })),
  ];
}

function cyclesStage(name: string, blockBytes: number): ScenarioStage {
  const parameters = { blockBytes, touchBytes: Math.min(blockBytes, 4 * MIB), cycles: 4 };
  const own = (way: string): ScenarioArm =>
    scenarioArm(way, 'allocation-cycles', { ...parameters, way }, { conditions });
  const arms = [own('mmap'), ...everyAllocator('allocation-cycles', parameters), own('keep')];
  const question = `what does a block of ${blockBytes / MIB} MiB cost that is obtained, touched and given back again and again?`;
  return scenarioStage(name, question, arms, { compare: ['later'], memoryBytes: blockBytes + 8 * MIB });
}

function churnStage(): ScenarioStage {
  const arms = everyAllocator('churn', { operations: 50_000 });
  return scenarioStage('churn', 'what do small objects of mixed sizes cost?', arms, { compare: ['churn'] });
}

function handOverStage(): ScenarioStage {
  const arms = everyAllocator('cross-thread-free', { objects: 20_000 }).filter((arm) => arm.build !== 'musl');
  const question = 'what do objects cost that one thread allocates and another frees?';
  return scenarioStage('hand-over', question, arms, { compare: ['hand-over'] });
}

function arenasStage(): ScenarioStage {
  const arm = (name: string, parameters: Parameters, environment = {}): ScenarioArm =>
    scenarioArm(name, 'arenas', parameters, { environment });
  const arms = [
    arm('four threads in turn', { threads: 4 }),
    arm('more threads than arenas', { threads: 0 }),
    arm('more threads, on one processor', { threads: 0, processors: 'one' }),
    arm('at most two arenas', { threads: 0 }, { MALLOC_ARENA_MAX: '2' }),
  ];
  return scenarioStage('arenas', 'when does glibc make an arena, and how many?', arms);
}

const twoArenas = { MALLOC_ARENA_MAX: '2' };

function arenaMaxStage(): ScenarioStage {
  const sizes = { threads: 8, leastBytes: 1024, mostBytes: 32_768, slots: 512, steps: 512 };
  const arm = (name: string, turns: string, environment = {}): ScenarioArm =>
    scenarioArm(name, 'buffers', { ...sizes, turns }, { environment, conditions });
  const arms = [
    arm('bursts', 'one-by-one'),
    arm('bursts, two arenas', 'one-by-one', twoArenas),
    arm('held', 'together'),
    arm('held, two arenas', 'together', twoArenas),
  ];
  const question =
    'what do fewer arenas save where threads work in bursts, and where all hold what they have?';
  return scenarioStage('arena-max', question, arms, { memoryBytes: 64 * MIB });
}

function contentionStage(): ScenarioStage {
  const parameters = { threads: 4, leastBytes: 1100, mostBytes: 4000, operations: 5000 };
  const arm = (name: string, environment = {}): ScenarioArm =>
    scenarioArm(name, 'churn', parameters, { environment, conditions });
  const arms = [arm('default'), arm('two arenas', twoArenas), arm('one arena', { MALLOC_ARENA_MAX: '1' })];
  const question = 'what do fewer arenas cost threads that allocate at once?';
  return scenarioStage('contention', question, arms, { compare: ['churn'], memoryBytes: 32 * MIB });
}

function pinnedThresholdStage(): ScenarioStage {
  const large = { leastBytes: 65_536, mostBytes: MIB, slots: 16, steps: 200 };
  const small = { leastBytes: 1024, mostBytes: 32_768, slots: 512, steps: 2000 };
  const arm = (name: string, parameters: Parameters, thresholdBytes?: number): ScenarioArm => {
    const tunables = `glibc.malloc.mmap_threshold=${thresholdBytes}`;
    const environment = thresholdBytes ? { GLIBC_TUNABLES: tunables } : {};
    return scenarioArm(name, 'buffers', parameters, { environment, conditions });
  };
  const arms = [
    arm('large', large),
    arm('large, 64 KiB', large, 65_536),
    arm('large, 128 KiB', large, 131_072),
    arm('large, 1 MiB', large, MIB),
    arm('small', small),
    arm('small, 128 KiB', small, 131_072),
  ];
  const question = 'what does a pinned threshold for mmap save, and what does it cost?';
  return scenarioStage('pinned-threshold', question, arms, { memoryBytes: 32 * MIB });
}

const pool = {
  threads: 8,
  turns: 'one-by-one',
  leastBytes: 10_240,
  mostBytes: 131_072,
  slots: 64,
  steps: 100,
};

function poolStage(): ScenarioStage {
  const arm = (name: string, options: ScenarioArmOptions, more: Parameters = {}): ScenarioArm =>
    scenarioArm(name, 'buffers', { ...pool, ...more }, { ...options, conditions });
  const allocator = 'jemalloc';
  const atOnce = { allocator, environment: { MALLOC_CONF: 'dirty_decay_ms:0' } };
  const ownHeap = { source: 'mmap', turns: 'together', slots: 16, steps: 16, threads: 2 };
  const arms = [
    arm('glibc', {}),
    arm('glibc, two arenas', { environment: twoArenas }),
    arm('jemalloc', { allocator }),
    arm('jemalloc, giving back at once', atOnce),
    arm('own heap, glibc', {}, ownHeap),
    arm('own heap, jemalloc', { allocator }, ownHeap),
  ];
  const question = 'what stays resident of the buffers of a pool of threads, by allocator?';
  return scenarioStage('pool', question, arms, { memoryBytes: 96 * MIB });
}

function poolAfterAWhileStage(): ScenarioStage {
  const arm = (name: string, options: ScenarioArmOptions): ScenarioArm =>
    scenarioArm(name, 'buffers', { ...pool, idleMs: 11_000 }, { ...options, conditions });
  const arms = [arm('glibc', {}), ...others.map((allocator) => arm(allocator, { allocator }))];
  const question = 'and what stays resident eleven seconds later?';
  return scenarioStage('pool-after-a-while', question, arms, {
    blocks: 1,
    memoryBytes: 96 * MIB,
    deadlineMs: 60_000,
    slow: true,
  });
}

function preloadStage(): ScenarioStage {
  const allocator = 'jemalloc';
  const arm = (name: string, options: ScenarioArmOptions, parameters: Parameters = {}): ScenarioArm =>
    scenarioArm(name, 'preloaded', { library: allocator, ...parameters }, options);
  const arms = [
    arm('dynamic', { allocator }),
    arm('static', { allocator, build: 'static' }),
    arm('musl', { allocator, build: 'musl' }),
    arm('empty environment', { allocator }, { through: 'empty-environment' }),
    arm('wrong path', {}, { through: 'wrong-path' }),
  ];
  return scenarioStage('preload', 'where does LD_PRELOAD change the allocator?', arms);
}

export const allocators: Experiment = {
  name: 'allocators',
  question: 'what do other allocators, and other settings of malloc, change?',
  summary:
    'The same work under glibc, musl, jemalloc, mimalloc and tcmalloc: blocks of 16 MiB (--size) and 40 MiB in cycles ' +
    'beside plain mmap, small objects, objects freed by another thread; and under settings of glibc: number of arenas, ' +
    'a pinned threshold. Faults and resident bytes say what is kept; every trial says whose malloc it called. An ' +
    'allocator that is better everywhere would change our mind.',
  budgetSeconds: 120,
  ofScenarios: true,
  plan(settings) {
    const blockBytes = settings.sizesBytes?.[0] ?? defaultBlockBytes;
    return {
      name: 'allocators',
      question: 'what do other allocators, and other settings of malloc, change?',
      stages: [
        cyclesStage('cycles', blockBytes),
        cyclesStage('large-cycles', Math.max(blockBytes, largeBlockBytes)),
        churnStage(),
        handOverStage(),
        arenasStage(),
        arenaMaxStage(),
        contentionStage(),
        pinnedThresholdStage(),
        poolStage(),
        preloadStage(),
        poolAfterAWhileStage(),
      ],
    };
  },
};
