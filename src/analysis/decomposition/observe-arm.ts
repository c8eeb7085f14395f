/** Takes from a run what the counts of one arm of one cell rest on. */
import { type Phase, phases } from '../../model/probe.ts';
import { median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';
import { type Counting, countArm } from './counts.ts';

function typicalFaults(series: ArmSeries): number[] {
  return series.phaseFaults.map((column) => {
    const values = column.present();
    return values.length > 0 ? median(values) : 0;
  });
}

/** Counts an arm of a comparison from its timed trials and its witness trial. */
export function countArmOf(
  analysis: Analysis,
  stage: number,
  cell: number,
  arm: number,
  measure: readonly Phase[],
): Counting {
  const here = analysis.cells[stage]?.[cell] as CellSeries;
  const series = here.series[arm] as ArmSeries;
  const step = series.arm.steps.at(-1);
  const witness = analysis.witnesses.find(
    (one) => one.stage === stage && one.cell === cell && one.arm === arm,
  );
  if (!step) return { outside: 'it has no step' };
  const { sizeBytes, design } = here.cell;
  const observed = { step, sizeBytes, faults: typicalFaults(series), witness, measure };
  return countArm({ ...observed, fresh: design.kind === 'fresh' }, analysis.header.capabilities);
}

/** The arm's time minus the reference's in every block that has both, in nanoseconds. */
export function differencesNs(cell: CellSeries, arm: number, phase?: Phase): Float64Array {
  const of = (series: ArmSeries, block: number): number =>
    (phase === undefined ? series.measureNs : series.phaseNs[phases.indexOf(phase)])?.at(block) ?? Number.NaN;
  const own = cell.series[arm] as ArmSeries;
  return Float64Array.from(
    { length: cell.blocks },
    (_, block) => of(own, block) - of(cell.reference, block),
  ).filter((value) => !Number.isNaN(value));
}
