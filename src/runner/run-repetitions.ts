/** A repetition stage: the same program several times as it stands, on memory as found, warmed or left idle. */
import type { RepetitionStage } from '../model/experiment.ts';
import type { Instruments } from './instruments.ts';
import type { RunProgress } from './progress.ts';
import type { Workbench } from './workbench.ts';

/** Idle long enough that a host with free page reporting takes a good part of the memory back. */
export const idleMs = 3000;

/** What the stage will need in idle time, in milliseconds. */
export function idleTimeMs(stage: RepetitionStage): number {
  return stage.memory === 'idle' ? idleMs * stage.repetitions : 0;
}

/** Runs until all repetitions are there or `deadlineMs` of the run has passed; at least one, unless its pause has no room. */
export async function runRepetitions(
  stage: RepetitionStage,
  index: number,
  bench: Workbench,
  instruments: Instruments,
  progress: RunProgress,
  deadlineMs: number,
): Promise<void> {
  const budgetMs = instruments.header.settings.budgetSeconds * 1000;
  for (let block = progress.repetitions(index); block < stage.repetitions; block++) {
    if (block > 0 && bench.elapsedMs() > deadlineMs) return;
    if (stage.memory === 'idle' && bench.elapsedMs() + idleMs > budgetMs) return;
    instruments.report({
      stage: stage.name,
      doing: `run ${block + 1} of ${stage.repetitions}${stage.memory === 'idle' ? ', after a pause' : ''}`,
      standing: '',
      elapsedMs: bench.elapsedMs(),
      budgetMs,
    });
    if (stage.memory === 'warmed') await bench.warm(index, stage.sizeBytes);
    if (stage.memory === 'idle') await instruments.sleep(idleMs);
    instruments.abort.throwIfAborted();
    await bench.runArm(
      { role: 'timed', stage: index, cell: 0, block, position: 0, arm: 0 },
      stage.arm,
      stage.sizeBytes,
      false,
    );
  }
}
