/** How many contrasts share a run's error rate. */
import type { Stage } from '../model/experiment.ts';

/** A cell of so many arms is also ranked. */
export const fewestRankedArms = 3;

/** Pairs of arms that a ranking could tell apart, over all cells: the fastest and its runner-up are chosen by the data. */
export function countRankedPairs(stages: readonly Stage[]): number {
  const cells = stages.flatMap((stage) => (stage.kind === 'comparison' ? stage.cells : []));
  return cells
    .filter((cell) => cell.arms.length >= fewestRankedArms)
    .reduce((sum, cell) => sum + (cell.arms.length * (cell.arms.length - 1)) / 2, 0);
}

/** The number of contrasts of the run, controls included: they share the error rate. */
export function countContrasts(stages: readonly Stage[]): number {
  let count = 0;
  for (const stage of stages) {
    if (stage.kind === 'scenarios') count += stage.arms.length * stage.compare.length;
    if (stage.kind !== 'comparison') continue;
    for (const cell of stage.cells) count += cell.arms.length + (stage.dispersion ? cell.arms.length - 1 : 0);
    if (stage.dispersion) count += 3;
  }
  return Math.max(1, count);
}
