/** What a reader must know of how the run ended before believing its answer; nothing where it ended as planned. */
import type { ReportRun } from '../../../model/report.ts';
import { formatCount } from '../../../model/units.ts';

const asPlanned = new Set(['decided', 'budget', 'blocks']);

/** Refusals worth a word: a twentieth of the trials. */
const worthSaying = 0.05;

export function endingInWords({ end, truncated, trials, refused }: ReportRun): string[] {
  const told = `its ${formatCount(trials)} ${trials === 1 ? 'trial' : 'trials'}`;
  const sentences: string[] = [];
  if (!end && trials === 0) {
    sentences.push('The run was cut off before its first trial.');
  } else if (!end) {
    const line = truncated ? ', in the middle of a line' : '';
    sentences.push(`The run was cut off${line}: what follows is what ${told} say, and no more.`);
  } else if (!asPlanned.has(end.reason)) {
    sentences.push(`The run ended early (${end.sentence}): what follows is what ${told} say.`);
  }
  if (refused > 0 && refused >= trials * worthSaying) {
    sentences.push(
      `${formatCount(refused)} of ${formatCount(trials)} trials were refused, and are in no figure.`,
    );
  }
  return sentences;
}
