/** Any arms against the first one, at any sizes, in the design that suits them or in several. */
import type { Design } from '../model/design.ts';
import type { Arm, Capabilities, ComparisonStage, Experiment } from '../model/experiment.ts';
import { calibrate } from './calibration.ts';
import { chooseDesign, designOf } from './choose-design.ts';
import { makeArm } from './make-arm.ts';

function stageOf(
  name: string,
  design: Design,
  arms: readonly Arm[],
  sizes: readonly number[],
  machine: Capabilities,
): ComparisonStage {
  const measure =
    design === 'interleaved' ? (['first-touch'] as const) : (['allocate', 'first-touch'] as const);
  return {
    kind: 'comparison',
    name,
    question: `${measure.join(' and ').replace('-', ' ')}: ${arms.map((arm) => arm.name).join(', ')}`,
    cells: sizes.map((sizeBytes) => ({
      sizeBytes,
      arms,
      design: designOf(design, arms, sizeBytes, machine),
    })),
    measure,
    dispersion: false,
    share: 1,
    maxBlocks: 1000,
  };
}

export const mallocVsMmap: Experiment = {
  name: 'malloc-vs-mmap',
  question: 'how do these ways to obtain memory compare, from the call to the last byte written?',
  summary:
    'Compares arms (--arm, the first is the reference; default malloc and mmap-private) at one or more sizes (--size, ' +
    'default 100MiB): allocate and first touch added up, with an A/A control. Arms that malloc serves, or with settings of their ' +
    'own, meet in fresh processes; others share one, in rounds or (from 16 MiB, first touch alone) chunk by chunk; ' +
    '--design chooses, and several designs show what the state of a process does.',
  budgetSeconds: 30,
  anyDesign: true,
  plan(settings, machine) {
    const arms = settings.arms ?? [makeArm('malloc'), makeArm('mmap-private')];
    const sizes = settings.sizesBytes ?? [100 * 2 ** 20];
    const chosen = new Map<Design, readonly number[]>(
      (settings.designs ?? []).map((design) => [design, sizes]),
    );
    if (!settings.designs) {
      for (const size of sizes) {
        const design = chooseDesign(arms, size, machine);
        chosen.set(design, [...(chosen.get(design) ?? []), size]);
      }
    }
    return {
      name: 'malloc-vs-mmap',
      question: `how do ${arms.map((arm) => arm.name).join(', ')} compare?`,
      stages: [
        ...[...chosen].map(([design, of]) =>
          stageOf(chosen.size === 1 ? 'comparison' : design, design, arms, of, machine),
        ),
        ...(settings.withoutWhy || arms.length < 2 ? [] : calibrate(sizes, machine, 0.15 * chosen.size)),
      ],
    };
  },
};
