/** How Node's own ways to memory get it, hand it on, and what they make of starting another process: seen from outside. */
import type { Experiment } from '../model/experiment.ts';
import type { LaunchConditions, ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const mebibyte = 2 ** 20;
/** What a Node process has resident by itself, generously. */
const nodeBytes = 96 * mebibyte;
/** Faults are counted per page: huge pages would hide them. */
const conditions: LaunchConditions = { thpDisable: true };

type NodeArmOptions = {
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly allocator?: string;
  readonly conditions?: LaunchConditions;
};

/** An arm: a script of subjects/node with its words, in a fresh Node that is watched. */
function nodeArm(
  name: string,
  script: string,
  words: readonly (string | number)[] = [],
  options: NodeArmOptions = {},
): ScenarioArm {
  const command = ['{node}', '--expose-gc', `{node-subject:${script}}`, ...words.map(String)];
  const { parameters = {}, ...rest } = options;
  return scenarioArm(name, 'watch', parameters, { conditions, ...rest, words: command });
}

const ways = [
  'alloc',
  'alloc-unsafe',
  'array-buffer',
  'shared-array-buffer',
  'resizable-array-buffer',
  'wasm-memory',
];

/** Below and above the largest size (32 MiB) that glibc's malloc keeps for the next request rather than giving it back. */
const keptBytes = 20 * mebibyte;
const returnedBytes = 64 * mebibyte;

function obtaining(sizeBytes: number): ScenarioStage[] {
  const recycled = (['alloc', 'alloc-unsafe'] as const).flatMap((way) => [
    nodeArm(`${way}-kept`, 'recycle', [way, keptBytes]),
    nodeArm(`${way}-returned`, 'recycle', [way, returnedBytes]),
  ]);
  const reserved = ['array-buffer', 'shared-array-buffer'].map((way) =>
    nodeArm(way, 'reserve', [way, 2 ** 30, sizeBytes]),
  );
  const most = { memoryBytes: nodeBytes + sizeBytes };
  return [
    scenarioStage(
      'obtain',
      'when does memory that Node obtains become resident: when it is obtained, or when it is written?',
      ways.map((way) => nodeArm(way, 'obtain', [way, sizeBytes])),
      most,
    ),
    scenarioStage(
      'recycle',
      'does Buffer.alloc write zeros, and Buffer.allocUnsafe not, where malloc keeps the memory and where it gives it back?',
      recycled,
      { memoryBytes: nodeBytes + keptBytes },
    ),
    scenarioStage(
      'stale',
      'how many buffers of Buffer.allocUnsafe hold what was written before?',
      [nodeArm('alloc-unsafe', 'stale')],
      { memoryBytes: nodeBytes + 2 * keptBytes },
    ),
    scenarioStage('reserve', 'what does a buffer cost that may grow to 1 GiB?', reserved, most),
  ];
}

/** json takes a hundred times as long as the others: the payload is what a trial can bear. */
const payloadBytes = 2 * mebibyte;

function handing(sizeBytes: number): ScenarioStage[] {
  const toWorker = ['clone', 'transfer', 'share'].map((way) => nodeArm(way, 'to-worker', [way, sizeBytes]));
  const toProcess = [
    nodeArm('file', 'to-process', ['file', payloadBytes], {
      parameters: { file: 'folder', folder: '{folder}' },
    }),
    nodeArm('memory', 'to-process', ['file', payloadBytes], { parameters: { file: 'memory' } }),
    nodeArm('advanced', 'to-process', ['advanced', payloadBytes]),
    nodeArm('json', 'to-process', ['json', payloadBytes]),
  ];
  return [
    scenarioStage(
      'worker',
      'which ways of handing memory to a worker copy it?',
      toWorker,
      // The original, what it is serialised to, and the copy.
      { memoryBytes: nodeBytes + 3 * sizeBytes },
    ),
    scenarioStage(
      'process',
      'what does it take to hand a buffer to another process, through its channel, a file, or shared memory?',
      toProcess,
      { memoryBytes: 4 * nodeBytes, diskBytes: payloadBytes },
    ),
  ];
}

function objects(): ScenarioStage {
  const count = 50_000;
  const arms = [
    nodeArm('malloc', 'objects', [count, 'libc']),
    nodeArm('threshold', 'objects', [count, 'libc'], {
      environment: { GLIBC_TUNABLES: `glibc.malloc.mmap_threshold=${32 * mebibyte}` },
    }),
    ...['jemalloc', 'mimalloc', 'tcmalloc'].map((allocator) =>
      nodeArm(allocator, 'objects', [count, `lib${allocator}`], { allocator }),
    ),
  ];
  const question = 'does the size of the JavaScript heap depend on malloc?';
  return scenarioStage('objects', question, arms, { memoryBytes: nodeBytes + 64 * mebibyte });
}

/** A multiple of what Node has by itself, and quickly filled. */
const spawnerBytes = 96 * mebibyte;
const parentBytes = 128 * mebibyte;
const smallBytes = mebibyte;

function starting(): ScenarioStage[] {
  const spawner = (bytes: number) =>
    nodeArm(`${bytes / mebibyte} MiB`, 'spawn', [bytes, '{subject}', 'null']);
  return [
    scenarioStage(
      'spawn',
      'for how long does child_process.spawn hold the event loop up, in a small process and in a large one?',
      [spawner(spawnerBytes)],
      // Small, large and small again take turns within each trial: the copy of an arm is in there.
      { blocks: 15, memoryBytes: nodeBytes + spawnerBytes },
    ),
    scenarioStage(
      'spawn-by-size',
      'how does that grow with the size of the process?',
      [16, 64, 256].map((size) => spawner(size * mebibyte)),
      { blocks: 5, memoryBytes: nodeBytes + 256 * mebibyte, slow: true },
    ),
    scenarioStage(
      'peak',
      'does a small program’s maxRSS depend on the size of the program that started it?',
      [nodeArm('small-parent', 'peak', [smallBytes]), nodeArm('large-parent', 'peak', [parentBytes])],
      { memoryBytes: 2 * nodeBytes + parentBytes },
    ),
  ];
}

const addressSpaceLimitBytes = 3 * 2 ** 30;
const cgroupLimitBytes = 512 * mebibyte;

function limited(): ScenarioStage[] {
  const asking = [addressSpaceLimitBytes];
  return [
    scenarioStage(
      'limit',
      'do os.totalmem and process.constrainedMemory know of a limit on the address space?',
      [
        nodeArm('unlimited', 'limit', asking),
        nodeArm('limited', 'limit', asking, { conditions: { addressSpaceLimitBytes } }),
      ],
    ),
    scenarioStage(
      'cgroup-limit',
      'do they know of the limit of a cgroup?',
      [nodeArm('limited', 'limit', [0], { parameters: { cgroup: '{cgroup}' } })],
      {
        changes: [
          { kind: 'memory-cgroup', limitBytes: cgroupLimitBytes, why: 'a limit for Node to know of' },
        ],
      },
    ),
  ];
}

export const nodeMemory: Experiment = {
  name: 'node-memory',
  question: 'how does Node get memory, and what does it cost to hand it on or to start a process?',
  summary:
    'Runs small scripts, each in a fresh Node, whose faults and sizes are read from outside in /proc, and whose times are ' +
    'taken by its own clock. Buffers are counted when they are obtained and when they are written; recycled ones show by ' +
    'their faults whether zeros were written. Memory goes to workers and to other processes in every way that Node has. ' +
    'Faults without memory growing by as much, or sizes that do not follow the parameters, would change our mind.',
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? 32 * mebibyte;
    return {
      name: 'node-memory',
      question: 'how does Node get memory, and what does it cost to hand it on or to start a process?',
      stages: [...obtaining(sizeBytes), ...handing(sizeBytes), objects(), ...starting(), ...limited()],
    };
  },
};
