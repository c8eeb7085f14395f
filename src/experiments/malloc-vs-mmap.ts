/** Any arms against the first one, at any sizes, in balanced blocks of fresh processes. */
import type { Experiment } from '../model/experiment.ts';
import { makeArm } from './make-arm.ts';

export const mallocVsMmap: Experiment = {
  name: 'malloc-vs-mmap',
  question: 'how do these ways to obtain memory compare, from the call to the last byte written?',
  summary:
    'Compares arms (--arm, the first is the reference; default malloc and mmap-private) at one or more sizes (--size, ' +
    'default 100MiB): allocate and first touch added up, every arm once in each block of fresh processes, with an A/A ' +
    'control.',
  budgetSeconds: 30,
  plan(settings) {
    const arms = settings.arms ?? [makeArm('malloc'), makeArm('mmap-private')];
    const sizes = settings.sizesBytes ?? [100 * 2 ** 20];
    return {
      name: 'malloc-vs-mmap',
      question: `how do ${arms.map((arm) => arm.name).join(', ')} compare?`,
      stages: [
        {
          kind: 'comparison',
          name: 'comparison',
          question: `allocate and first touch: ${arms.map((arm) => arm.name).join(', ')}`,
          cells: sizes.map((sizeBytes) => ({ sizeBytes, arms })),
          measure: ['allocate', 'first-touch'],
          dispersion: false,
          share: 1,
          maxBlocks: 1000,
        },
      ],
    };
  },
};
