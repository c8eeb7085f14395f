/** What a mapping of a file promises: where it stands, who sees whose stores, where it ends, what it outlives. */
import type { Experiment } from '../model/experiment.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const folder = '{folder}';
const fileBytes = 4 * 2 ** 20;
const disk = { diskBytes: fileBytes };

export const fileMappings: Experiment = {
  name: 'file-mappings',
  question: 'what does a mapping of a file promise?',
  summary:
    'Maps files, a device and memory, and counts: pages whose stores the file shows and the other way round, signals past the ' +
    'end, accesses after close and unlink, faults after writeback, and pages that mincore calls resident for another user. ' +
    'Counts decide: one exception refutes a promise.',
  budgetSeconds: 10,
  ofScenarios: true,
  plan() {
    return {
      name: 'file-mappings',
      question: 'what does a mapping of a file promise?',
      stages: [
        scenarioStage(
          'kinds',
          'does a mapping appear where mmap says, whatever is mapped?',
          ['file', 'device', 'anonymous', 'memfd'].map((kind) =>
            scenarioArm(kind, 'map-kinds', { folder, kind }),
          ),
          { diskBytes: 65_536 },
        ),
        scenarioStage(
          'coherence',
          'who sees what is stored through a mapping, or written to the file?',
          [
            scenarioArm('shared', 'mapped-file-coherence', { folder, sharing: 'shared' }),
            scenarioArm('private', 'mapped-file-coherence', { folder, sharing: 'private' }),
            scenarioArm('memfd shared', 'mapped-file-coherence', { folder: 'memfd', sharing: 'shared' }),
            scenarioArm('memfd private', 'mapped-file-coherence', { folder: 'memfd', sharing: 'private' }),
          ],
          { diskBytes: 2 ** 20 },
        ),
        scenarioStage(
          'lifetime',
          'where does a mapping end, and what does it outlive?',
          [
            scenarioArm('end of file', 'beyond-end', { folder }),
            scenarioArm('closed and unlinked', 'unlinked-file', { folder }),
          ],
          { diskBytes: 65_536 },
        ),
        scenarioStage(
          'writeback',
          'does a store fault again once its page was written back?',
          [scenarioArm('shared', 'writeback-faults', { folder, sizeBytes: fileBytes })],
          disk,
        ),
        scenarioStage(
          'other-user',
          'what does mincore say of a file that the caller may not write?',
          [scenarioArm('read-only', 'others-cache', { folder, sizeBytes: fileBytes })],
          disk,
        ),
      ],
    };
  },
};
