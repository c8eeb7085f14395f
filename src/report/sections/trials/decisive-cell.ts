/** Which cell a run is first looked at by, and what cells and their pairs are called. */
import type { ReportCell, ReportContrast, ReportRun } from '../../../model/report.ts';
import { formatBytes } from '../../../model/units.ts';
import { decisiveOf } from '../answer/decisive.ts';

const designWords: Readonly<Record<ReportCell['design'], string>> = {
  fresh: 'a process each',
  'in-process': 'in turns in one process',
  interleaved: 'chunk by chunk in one process',
  command: 'commands',
};

const mostCharacters = 48;

/** A name as a sentence can bear it. */
export function shortName(name: string): string {
  return name.length <= mostCharacters ? name : `${name.slice(0, mostCharacters - 1)}…`;
}

/** `controlled, 100 MiB, a process each`. */
export function cellWords({ stage, sizeBytes, design }: ReportCell): string {
  const size = sizeBytes === null ? [] : [formatBytes(sizeBytes)];
  return [shortName(stage), ...size, designWords[design]].join(', ');
}

/** What a pair is: a block of fresh processes, or a process that all arms share. */
export function pairNoun({ design }: ReportCell): 'block' | 'process' {
  return design === 'fresh' || design === 'command' ? 'block' : 'process';
}

/** Those with a pair of trials, in the order of the plan. */
export function cellsWithPairs({ cells }: ReportRun): readonly ReportCell[] {
  return cells.filter(({ contrasts }) => contrasts.some(({ n }) => n > 0));
}

/** The cell that the answer is about; the first where there is none. */
export function decisiveCell(run: ReportRun): ReportCell | undefined {
  return decisiveOf(run)?.cell ?? cellsWithPairs(run)[0];
}

/** Contrasts to choose from; a single command has only its copy. */
export function armContrasts({ contrasts }: ReportCell): readonly ReportContrast[] {
  return contrasts.filter(({ isControl, n }) => !isControl && n > 0);
}

export function controlContrast({ contrasts }: ReportCell): ReportContrast | undefined {
  return contrasts.find(({ isControl, n }) => isControl && n > 0);
}
