/** What a byte of fresh anonymous memory reads as, whichever way the memory came. */
import type { Experiment } from '../model/experiment.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const defaultSizeBytes = 32 * 2 ** 20;
const ways = ['private', 'shared', 'populate', 'thp', 'dontneed', 'mremap', 'madv-free'];

export const zeroedMemory: Experiment = {
  name: 'zeroed-memory',
  question: 'what does fresh anonymous memory read as?',
  summary:
    'Scans every byte of anonymous mappings obtained in seven ways; before each, as much memory was written with other ' +
    'bytes and given back, so that a kernel that did not clear pages would be seen.',
  budgetSeconds: 10,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: 'zeroed-memory',
      question: 'what does fresh anonymous memory read as?',
      stages: [
        scenarioStage(
          'scan',
          'how many bytes of fresh memory are not zero?',
          ways.map((way) => scenarioArm(way, 'zeroed-memory', { way, sizeBytes })),
          { memoryBytes: 2 * sizeBytes },
        ),
      ],
    };
  },
};
