/** What the intervals of comparisons hold for: any time of looking, or the number of blocks that a stage of scenarios planned. */
import type { ReportRun } from '../../model/report.ts';

/** After `their`. */
export function intervalsInWords(runs: readonly ReportRun[]): string {
  const planned = runs.some(({ header }) =>
    header.plan.stages.some((stage) => stage.kind === 'scenarios' && stage.compare.length > 0),
  );
  if (!planned) return 'anytime-valid intervals';
  return runs.some(({ cells }) => cells.length > 0)
    ? 'intervals, anytime-valid where the number of blocks was open'
    : 'intervals for the number of blocks that was planned';
}
