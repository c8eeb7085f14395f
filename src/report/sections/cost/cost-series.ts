/** Cells of one stage, design and pattern, by size: the lines of a chart of cost. */
import type { ReportArm, ReportCell, ReportRun } from '../../../model/report.ts';

export type CostSeries = {
  readonly stage: string;
  readonly pattern: string;
  readonly design: ReportCell['design'];
  readonly measure: ReportCell['measure'];
  readonly sizesBytes: readonly number[];
  /** Ascending by size. */
  readonly cells: readonly ReportCell[];
  /** Without the control arm. */
  readonly arms: readonly string[];
};

export function armOf(cell: ReportCell, name: string): ReportArm | undefined {
  return cell.arms.find((arm) => arm.name === name && !arm.isControl);
}

export function costSeriesOf({ cells }: ReportRun): CostSeries[] {
  const groups = new Map<string, ReportCell[]>();
  for (const cell of cells) {
    if (cell.sizeBytes === null || cell.arms.every((arm) => arm.medianNs === null)) continue;
    const key = JSON.stringify([cell.stage, cell.design, cell.pattern, cell.measure]);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()].map((group) => {
    const ascending = [...group].sort((one, other) => (one.sizeBytes ?? 0) - (other.sizeBytes ?? 0));
    const [first] = ascending as [ReportCell];
    const names = ascending.flatMap((cell) =>
      cell.arms.filter((arm) => !arm.isControl).map((arm) => arm.name),
    );
    return {
      stage: first.stage,
      pattern: first.pattern ?? '',
      design: first.design,
      measure: first.measure,
      sizesBytes: ascending.map((cell) => cell.sizeBytes as number),
      cells: ascending,
      arms: [...new Set(names)],
    };
  });
}
