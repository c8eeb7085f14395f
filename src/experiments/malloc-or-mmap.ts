/** malloc and memset against mmap and memset: what each really does, alone, in both orders, over sizes and fill bytes. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { type ScenarioArmOptions, scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const mebibyte = 2 ** 20;
/** Above the most that malloc's threshold rises to: it maps such a buffer whatever was freed before. */
const defaultSizeBytes = 33 * mebibyte;
/** Scatter takes many trials: each must be short. */
const scatterBytes = mebibyte;
/** Small and many: what interrupts a process meets few of them. */
const pairBytes = 4 * mebibyte;
const pairs = 24;

function buffer(
  name: string,
  parameters: Readonly<Record<string, string | number>>,
  options: ScenarioArmOptions = {},
): ScenarioArm {
  return scenarioArm(name, 'one-buffer', parameters, options);
}

function countedStages(size: number): ScenarioStage[] {
  const sizeBytes = Math.min(size, 16 * mebibyte);
  const warmBytes = sizeBytes;
  const zeros = { way: 'malloc', fill: 0, sizeBytes, warmBytes };
  const ones = { way: 'mmap', fill: 1, sizeBytes, warmBytes };
  const advised = { advice: 'hugepage' };
  return [
    scenarioStage(
      'ways',
      'what do both halves have in memory, and where does their time go?',
      [
        buffer('malloc, zeros', zeros),
        buffer('mmap, ones', ones),
        buffer('malloc, untouched', { ...zeros, touch: 'none' }),
        buffer('calloc, untouched', { ...zeros, way: 'calloc', touch: 'none' }),
        buffer('mmap, untouched', { ...ones, touch: 'none' }),
        buffer('mmap, read', { ...ones, touch: 'read' }),
      ],
      { memoryBytes: sizeBytes },
    ),
    scenarioStage(
      'settings',
      'how do both halves depend on settings of one and the same architecture?',
      [
        buffer('malloc', zeros, { conditions: { thpDisable: true } }),
        buffer('mmap', ones, { conditions: { thpDisable: true } }),
        buffer('malloc, huge pages', { ...zeros, ...advised }),
        buffer('mmap, huge pages', { ...ones, ...advised }),
        buffer('malloc of musl', zeros, { build: 'musl' }),
      ],
      { memoryBytes: sizeBytes },
    ),
  ];
}

function whole(name: string, way: string, sizeBytes: number, fill = 0): ScenarioArm {
  return buffer(name, { way, fill, sizeBytes, warmBytes: sizeBytes, timing: 'whole' });
}

function aloneStages(sizeBytes: number): ScenarioStage[] {
  const rounds = { sizeBytes, timing: 'whole', rounds: 3 };
  const ways = ['malloc', 'mmap'];
  const sizes = [1, 4, 16, 64].map((size) => size * mebibyte);
  const timed = { compare: ['fill'], blocks: 18, memoryBytes: sizeBytes };
  return [
    scenarioStage(
      'alone',
      'which is faster, alone in a fresh process, in the fastest of three rounds?',
      ways.map((way) => buffer(way, { way, ...rounds })),
      timed,
    ),
    scenarioStage(
      'dispersion',
      'whose time varies more?',
      ways.map((way) => whole(way, way, Math.min(sizeBytes, scatterBytes))),
      { ...timed, blocks: 320 },
    ),
    scenarioStage(
      'fills',
      'does the byte that is written matter?',
      [0, 1, 0xa5].map((fill) => whole(`mmap, ${fill}`, 'mmap', sizeBytes, fill)),
      { ...timed, slow: true },
    ),
    ...sizes.map((size) =>
      scenarioStage(
        `alone-${size / mebibyte}-mib`,
        `which is faster at ${size / mebibyte} MiB?`,
        [whole('malloc', 'malloc', size), whole('mmap', 'mmap', size)],
        { compare: ['fill'], memoryBytes: size, slow: true },
      ),
    ),
  ];
}

function twice(name: string, parameters: Readonly<Record<string, string | number>>): ScenarioArm {
  return scenarioArm(name, 'two-buffers', parameters);
}

function orderStages(sizeBytes: number): ScenarioStage[] {
  const warmBytes = sizeBytes;
  const mallocFirst = { first: 'malloc', firstFill: 0, second: 'mmap', secondFill: 1, sizeBytes };
  const mmapFirst = { first: 'mmap', firstFill: 1, second: 'malloc', secondFill: 0, sizeBytes };
  const mmapTwice = { first: 'mmap', second: 'mmap', sizeBytes: pairBytes };
  const memoryBytes = 2 * sizeBytes;
  return [
    scenarioStage(
      'position',
      'does the same buffer cost more as the first of two?',
      [
        twice('mmap twice', { ...mmapTwice, pairs }),
        twice('malloc twice', { first: 'malloc', second: 'malloc', sizeBytes, pairs: 3 }),
      ],
      { blocks: 5, memoryBytes: Math.max((pairs + 1) * pairBytes, 4 * sizeBytes) },
    ),
    scenarioStage(
      'orders',
      'the two halves of the post in both orders, on warm memory',
      [
        twice('malloc, then mmap', { ...mallocFirst, warmBytes }),
        twice('mmap, then malloc', { ...mmapFirst, warmBytes }),
      ],
      { compare: ['first', 'second'], memoryBytes, slow: true },
    ),
    scenarioStage(
      'orders-after-idle',
      'the same after a pause, in which a host may take free memory back',
      [
        twice('malloc, then mmap', { ...mallocFirst, idleMs: 5000 }),
        twice('mmap, then malloc', { ...mmapFirst, idleMs: 5000 }),
        twice('mmap twice', { ...mmapTwice, pairs: 1, idleMs: 5000 }),
      ],
      { memoryBytes, slow: true },
    ),
  ];
}

export const mallocOrMmap: Experiment = {
  name: 'malloc-or-mmap',
  question: 'where does the time of the post go, and what makes its halves differ?',
  summary:
    'malloc and memset against mmap and memset, each call and each touch timed and counted by itself: untouched, read and written; ' +
    'alone in fresh processes; one after the other in both orders, also after a pause; over sizes, fill bytes, page sizes and ' +
    'C libraries. A ratio of the two alone that lies above 1.2 would bear the post out.',
  budgetSeconds: 60,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: 'malloc-or-mmap',
      question: 'where does the time of the post go, and what makes its halves differ?',
      stages: [...countedStages(sizeBytes), ...aloneStages(sizeBytes), ...orderStages(sizeBytes)],
    };
  },
};
