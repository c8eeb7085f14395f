/** Where the time of every arm of a cell goes: counts times calibrated costs, and what they leave. */
import type { ComparisonStage } from '../../model/experiment.ts';
import type { ReportPart } from '../../model/report.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import {
  type Amount,
  amountOf,
  type CalibratedSize,
  costsAtSize,
  countArmOf,
  decompose,
  residualOf,
} from '../decomposition/index.ts';
import { short } from './thin.ts';

function partOf({ name, ns, interval }: Amount & { readonly name: string }): ReportPart {
  const end = (value: number): number | null => (Number.isFinite(value) ? short(value) : null);
  return { name, ns: short(ns), lowNs: end(interval.low), highNs: end(interval.high) };
}

/** By arm, the control arm without any. */
export function partsOfCell(
  analysis: Analysis,
  stage: number,
  cell: number,
  calibrated: readonly CalibratedSize[],
): (readonly ReportPart[])[] {
  const here = analysis.cells[stage]?.[cell] as CellSeries;
  const { measure } = analysis.header.plan.stages[stage] as ComparisonStage;
  const { settings, capabilities } = analysis.header;
  const costs = costsAtSize(calibrated, here.cell.sizeBytes);
  return here.series.map((series, arm) => {
    if (!costs || series.accepted === 0 || arm === here.series.length - 1) return [];
    const counted = countArmOf(analysis, stage, cell, arm, measure);
    if ('outside' in counted) return [];
    const whole = amountOf(series.measureNs.present(), settings.alpha);
    const { terms, explained } = decompose(counted.counts, costs, capabilities.pageSizeBytes, settings.alpha);
    const left = residualOf(whole, explained);
    // More left over than explained: an account that is none.
    if (!(whole.ns > 0 && Math.abs(left.ns) <= Math.abs(explained.ns))) return [];
    return [...terms, { name: 'residual', ...left }].map(partOf);
  });
}
