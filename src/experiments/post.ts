/**
 * The post's experiment: its program as it stands, the same in the reversed order and on cold memory, the controlled
 * comparison, and the same over sizes, where its other conclusion (malloc's time varies more, and more with size) is tested.
 */
import type {
  Arm,
  Capabilities,
  ComparisonStage,
  Experiment,
  ExperimentPlan,
  MemoryTreatment,
  RepetitionStage,
} from '../model/experiment.ts';
import { calibrate } from './calibration.ts';
import { designOf, mayInterleave } from './choose-design.ts';
import { makeArm, makeStep } from './make-arm.ts';

const mebibyte = 2 ** 20;
const defaultSizeBytes = 100 * mebibyte;
/** Below it malloc answers from the heap, and there are too few chunks. */
const sideBySideFromBytes = 16 * mebibyte;

/** Its two halves: malloc and memset(0), then mmap and memset(1), freed before the next begins, in one process. */
const mallocHalf = makeStep('malloc', { fill: 0 });
const mmapHalf = makeStep('mmap-private', { fill: 1 });
const asItStands: Arm = { ...makeArm('malloc'), name: 'malloc, then mmap', steps: [mallocHalf, mmapHalf] };
const reversed: Arm = { ...asItStands, name: 'mmap, then malloc', steps: [mmapHalf, mallocHalf] };

function repeat(
  name: string,
  question: string,
  arm: Arm,
  sizeBytes: number,
  memory: MemoryTreatment,
  repetitions: number,
): RepetitionStage {
  return { kind: 'repetition', name, question, arm, sizeBytes, repetitions, memory };
}

/** Sizes around the post's one, or up to the size asked for; whole pages. */
function sweepSizes(sizeBytes: number, pageBytes: number): number[] {
  if (sizeBytes === defaultSizeBytes) return [1, 4, 16, 64, 128].map((size) => size * mebibyte);
  const whole = (bytes: number): number => Math.max(1, Math.round(bytes / pageBytes)) * pageBytes;
  const sizes = [64, 16, 4, 2, 1].map((part) => whole(sizeBytes / part));
  return [...new Set(sizes)];
}

function questionOf(arms: readonly Arm[]): string {
  const names = arms.map((arm) => (arm.name === 'mmap-private' ? 'mmap' : arm.name));
  return `${names.join(' or ')} for a large zeroed buffer?`;
}

const measure = ['allocate', 'first-touch'] as const;

function controlled(sizeBytes: number, arms: readonly Arm[]): ComparisonStage {
  return {
    kind: 'comparison',
    name: 'controlled',
    question: 'do the arms differ when nothing else does?',
    cells: [{ sizeBytes, arms, design: { kind: 'fresh' } }],
    measure,
    dispersion: false,
    share: 4,
    maxBlocks: 400,
  };
}

/** The same regions side by side in one process, touched chunk by chunk: resolves what whole regions cannot. */
function sideBySide(sizeBytes: number, arms: readonly Arm[], machine: Capabilities): ComparisonStage[] {
  if (sizeBytes < sideBySideFromBytes || !mayInterleave(arms, sizeBytes, machine)) return [];
  return [
    {
      kind: 'comparison',
      name: 'side-by-side',
      question: 'do their pages differ, touched alternately in one process?',
      cells: [{ sizeBytes, arms, design: designOf('interleaved', arms, sizeBytes, machine) }],
      measure: ['first-touch'],
      dispersion: false,
      share: 1,
      maxBlocks: 200,
    },
  ];
}

function overSizes(
  sizeBytes: number,
  arms: readonly Arm[],
  { pageSizeBytes }: Capabilities,
): ComparisonStage {
  const sizes = sweepSizes(sizeBytes, pageSizeBytes);
  return {
    kind: 'comparison',
    name: 'sizes',
    question: "does the first arm's time vary more, and more with size?",
    cells: sizes.map((size) => ({ sizeBytes: size, arms, design: { kind: 'fresh' } })),
    measure,
    dispersion: true,
    share: 3,
    maxBlocks: 120,
  };
}

const asIs = 'the program as it stands';

function plan(
  sizeBytes: number,
  arms: readonly Arm[],
  machine: Capabilities,
  withoutWhy: boolean,
): ExperimentPlan {
  return {
    name: 'post',
    question: questionOf(arms),
    stages: [
      repeat('as-found', `${asIs}, on memory as found`, asItStands, sizeBytes, 'as-found', 5),
      repeat('warmed', `${asIs}, on warmed memory`, asItStands, sizeBytes, 'warmed', 5),
      repeat(
        'reversed',
        'the two halves in reversed order, on warmed memory',
        reversed,
        sizeBytes,
        'warmed',
        5,
      ),
      controlled(sizeBytes, arms),
      ...(withoutWhy
        ? []
        : calibrate([Math.min(...sweepSizes(sizeBytes, machine.pageSizeBytes)), sizeBytes], machine, 1)),
      ...sideBySide(sizeBytes, arms, machine),
      repeat('idle', `${asIs}, after a pause`, asItStands, sizeBytes, 'idle', 2),
      repeat('idle-reversed', 'the reversed order, after a pause', reversed, sizeBytes, 'idle', 2),
      overSizes(sizeBytes, arms, machine),
    ],
  };
}

export const post: Experiment = {
  name: 'post',
  question: 'malloc or mmap for a large zeroed buffer?',
  summary:
    "Repeats the blog post's program (malloc + memset 0, then mmap + memset 1, 100 MiB, one process) as it stands, in " +
    'reversed order, on cold and on warmed memory; then compares the two in balanced blocks of fresh processes with the ' +
    'same fill byte and an A/A control, at its size and over sizes. A ratio whose interval lies outside the margin would ' +
    'bear the post out.',
  budgetSeconds: 48,
  plan(settings, machine) {
    const arms = settings.arms ?? [makeArm('malloc'), makeArm('mmap-private')];
    return plan(settings.sizesBytes?.at(-1) ?? defaultSizeBytes, arms, machine, settings.withoutWhy ?? false);
  },
};
