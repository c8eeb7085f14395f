/** How a large block grows: by realloc, by mremap, by a copy. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { type ScenarioArmOptions, scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const defaultSizeBytes = 8 * MIB;
/** Keeps blocks up to 32 MiB in the heap that the program break bounds. */
const inHeap: ScenarioArmOptions = {
  environment: { GLIBC_TUNABLES: 'glibc.malloc.mmap_threshold=33554432' },
};
/** Faults tell a copy where every page takes one. */
const conditions = { thpDisable: true } as const;

function armsOf(fromBytes: number, toBytes: number, steps: string): ScenarioArm[] {
  const arm = (name: string, parameters: Readonly<Record<string, string>>, options?: ScenarioArmOptions) =>
    scenarioArm(name, 'grow-block', { fromBytes, toBytes, steps, ...parameters }, { ...options, conditions });
  return [
    arm('copy', { way: 'copy' }),
    arm('realloc', {}),
    arm('realloc-heap', {}, inHeap),
    arm('realloc-boxed-in', { boxed: 'yes' }, inHeap),
    arm('mremap', { way: 'mremap' }),
    arm('mmap-copy', { way: 'mmap-copy' }),
    arm('musl', {}, { build: 'musl' }),
    arm('jemalloc', {}, { allocator: 'jemalloc' }),
    arm('mimalloc', {}, { allocator: 'mimalloc' }),
    arm('tcmalloc', {}, { allocator: 'tcmalloc' }),
  ];
}

function stages(sizeBytes: number): ScenarioStage[] {
  const memoryBytes = 4 * sizeBytes;
  const slow = { memoryBytes, compare: ['grow'], slow: true };
  return [
    scenarioStage(
      'once',
      'does growing a large block to twice its size copy it?',
      armsOf(sizeBytes, 2 * sizeBytes, 'one'),
      { memoryBytes },
    ),
    scenarioStage(
      'time',
      'how long does growing a large block to twice its size take?',
      armsOf(sizeBytes, 2 * sizeBytes, 'one'),
      slow,
    ),
    scenarioStage(
      'doubling',
      'what does a block that doubles again and again pay for growing?',
      armsOf(Math.min(64 * KIB, sizeBytes), 2 * sizeBytes, 'doubling'),
      slow,
    ),
  ];
}

export const growth: Experiment = {
  name: 'growth',
  question: 'what does it cost to let a large block grow?',
  summary:
    'Grows a written block by realloc, by mremap, and by malloc, memcpy and free: mapped, at the end of the heap, boxed in ' +
    'by a neighbour, and with other allocators. A copy of a block into fresh memory takes a fault for every page; moving ' +
    'its page tables takes none. A realloc of a mapped block that faulted like the copy would say that it copies.',
  budgetSeconds: 30,
  ofScenarios: true,
  plan(settings) {
    return {
      name: 'growth',
      question: 'what does it cost to let a large block grow?',
      stages: stages(settings.sizesBytes?.[0] ?? defaultSizeBytes),
    };
  },
};
