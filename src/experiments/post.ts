/**
 * The post's experiment: its program as it stands, the same in the reversed order and on cold memory, the controlled
 * comparison, and the same over sizes, where its other conclusion (malloc's time varies more, and more with size) is tested.
 */
import type {
  Arm,
  ComparisonStage,
  Experiment,
  ExperimentPlan,
  MemoryTreatment,
  RepetitionStage,
} from '../model/experiment.ts';
import { makeArm, makeStep } from './make-arm.ts';

const mebibyte = 2 ** 20;
const defaultSizeBytes = 100 * mebibyte;

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
function sweepSizes(sizeBytes: number): number[] {
  if (sizeBytes === defaultSizeBytes) return [1, 4, 16, 64, 128].map((size) => size * mebibyte);
  const sizes = [64, 16, 4, 2, 1].map((part) => Math.max(4096, Math.round(sizeBytes / part / 4096) * 4096));
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
    cells: [{ sizeBytes, arms }],
    measure,
    dispersion: false,
    share: 4,
    maxBlocks: 400,
  };
}

function overSizes(sizeBytes: number, arms: readonly Arm[]): ComparisonStage {
  return {
    kind: 'comparison',
    name: 'sizes',
    question: "does the first arm's time vary more, and more with size?",
    cells: sweepSizes(sizeBytes).map((size) => ({ sizeBytes: size, arms })),
    measure,
    dispersion: true,
    share: 3,
    maxBlocks: 120,
  };
}

const asIs = 'the program as it stands';

function plan(sizeBytes: number, arms: readonly Arm[]): ExperimentPlan {
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
      repeat('idle', `${asIs}, after a pause`, asItStands, sizeBytes, 'idle', 2),
      repeat('idle-reversed', 'the reversed order, after a pause', reversed, sizeBytes, 'idle', 2),
      overSizes(sizeBytes, arms),
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
  plan(settings) {
    const arms = settings.arms ?? [makeArm('malloc'), makeArm('mmap-private')];
    return plan(settings.sizesBytes?.at(-1) ?? defaultSizeBytes, arms);
  },
};
