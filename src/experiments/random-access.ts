/** Whether loads at random places are faster where pages are huge. */
import type { Experiment } from '../model/experiment.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const MIB = 2 ** 20;
const defaultSizeBytes = 256 * MIB;
const smallerSizesBytes = [4 * MIB, 16 * MIB, 64 * MIB];
const question = 'are loads at random places faster where pages are huge?';

const arms = (sizeBytes: number) => [
  scenarioArm('4 KiB pages', 'random-access', { pages: 'small', sizeBytes }),
  scenarioArm('2 MiB pages', 'random-access', { pages: 'huge', sizeBytes }),
];

export const randomAccess: Experiment = {
  name: 'random-access',
  question,
  summary:
    'Dependent loads: the place of each is computed from the word that the one before it brought, so that nothing but the ' +
    'latency of memory and of address translation is timed. The same places in the same order, in memory of small pages ' +
    'and of huge ones, populated beforehand; the huge bytes are counted. Equal times at sizes far beyond what the TLB ' +
    'covers would change our mind; below that, equal times are expected.',
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    // A place is chosen by bits: the size is the power of two that the one asked for has room for.
    const sizeBytes = 2 ** Math.floor(Math.log2(settings.sizesBytes?.[0] ?? defaultSizeBytes));
    const chase = scenarioStage('chase', question, arms(sizeBytes), {
      compare: ['chase'],
      memoryBytes: sizeBytes + 4 * MIB,
    });
    const smaller = smallerSizesBytes.map((bytes) =>
      scenarioStage(`chase-${bytes / MIB}-mib`, `${question} (${bytes / MIB} MiB)`, arms(bytes), {
        compare: ['chase'],
        memoryBytes: bytes + 4 * MIB,
        slow: true,
      }),
    );
    return { name: 'random-access', question, stages: [chase, ...smaller] };
  },
};
