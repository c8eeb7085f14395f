/** The full matrix: every strategy that this machine supports, under every touch pattern, at a few sizes. */
import type { Arm, Capabilities, Cell, Experiment } from '../model/experiment.ts';
import { calibrate } from './calibration.ts';
import { makeArm, withPattern } from './make-arm.ts';

const reference = 'mmap-private';
const sizes = [64 * 2 ** 10, 2 * 2 ** 20, 32 * 2 ** 20];

/** The zero reading obtains nothing and is no way in. The reference comes first. */
function everyArm(machine: Capabilities): Arm[] {
  const names = machine.strategies.filter((name) => name !== 'none' && name !== reference);
  return [reference, ...names].map((name) =>
    makeArm(name, { discardFirst: machine.hugeStrategies.includes(name) }),
  );
}

export const waysIn: Experiment = {
  name: 'ways-in',
  question: 'which is the fastest way to N MiB of writable zeroed memory here?',
  summary:
    'Every strategy under every touch pattern at 64 KiB, 2 MiB and 32 MiB (--size, --arm narrow it down): allocate and ' +
    'first touch against mmap-private, how far from the speed at which this machine stores into memory that it has ' +
    'already (measured in the same run), and what second touch and release cost.',
  budgetSeconds: 120,
  everyPattern: true,
  plan(settings, machine) {
    const arms = settings.arms ?? everyArm(machine);
    const patterns = machine.patterns.filter((pattern) => pattern !== 'none');
    const cells: Cell[] = patterns.flatMap((pattern) =>
      (settings.sizesBytes ?? sizes).map((sizeBytes) => ({
        sizeBytes,
        arms: arms.map((arm) => withPattern(arm, pattern)),
        design: { kind: 'fresh' },
      })),
    );
    return {
      name: 'ways-in',
      question: 'which is the fastest way to N MiB of writable zeroed memory here?',
      stages: [
        {
          kind: 'comparison',
          name: 'matrix',
          question: 'allocate and first touch, every strategy under every pattern',
          cells,
          measure: ['allocate', 'first-touch'],
          dispersion: false,
          advises: true,
          share: 1,
          maxBlocks: 200,
        },
        ...(settings.withoutWhy ? [] : calibrate(settings.sizesBytes ?? sizes, machine, 0.1)),
      ],
    };
  },
};
