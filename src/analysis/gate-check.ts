/**
 * A gate held against one cell: the paired ratio of two of its arms, block by block, with the same anytime-valid interval as
 * every other contrast, at the error rate that gates share (docs/decisions/0003). Any arm may be the reference.
 */
import { type GateOutcome, type GatePlace, gatedPhases, type PhaseGate } from '../model/gate.ts';
import { type Phase, phases } from '../model/probe.ts';
import type { RunHeader } from '../model/run.ts';
import {
  anytimeRank,
  contains,
  exponentiate,
  type Interval,
  median,
  orderStatisticInterval,
  sorted,
  widenForDependence,
} from '../statistics/index.ts';
import type { ArmSeries, CellSeries } from './cell-series.ts';

export type GateCheck = {
  readonly outcome: GateOutcome;
  /** The median paired ratio; NaN without a block. */
  readonly ratio: number;
  readonly interval: Interval;
  readonly n: number;
  /** Two identical arms differ in this cell: nothing is said of it. */
  readonly void: boolean;
};

/** ln(arm / reference) of the phases' sums, over the blocks that have both. */
export function pairedLogs(
  blocks: number,
  arm: ArmSeries,
  reference: ArmSeries,
  added: readonly Phase[],
): Float64Array {
  const columns = added.map((phase) => phases.indexOf(phase));
  const sumNs = (series: ArmSeries, block: number): number =>
    Math.max(
      1,
      columns.reduce((sum, column) => sum + (series.phaseNs[column]?.at(block) ?? Number.NaN), 0),
    );
  const logs = Float64Array.from({ length: blocks }, (_, block) =>
    Math.log(sumNs(arm, block) / sumNs(reference, block)),
  );
  return logs.filter((log) => !Number.isNaN(log));
}

/** The interval of the median log ratio, widened where blocks depend on each other. */
export function gateInterval(logs: Float64Array, alpha: number): Interval {
  const interval = orderStatisticInterval(sorted(logs), anytimeRank(logs.length, alpha));
  return logs.length < 10 ? interval : widenForDependence(logs, alpha, interval);
}

const meets = {
  '<=': (ratio: number, bound: number): boolean => ratio <= bound,
  '<': (ratio: number, bound: number): boolean => ratio < bound,
  '>=': (ratio: number, bound: number): boolean => ratio >= bound,
  '>': (ratio: number, bound: number): boolean => ratio > bound,
};

/** What an interval (or range) of ratios comes to; `unresolved` where it has no bounds. */
export function outcomeOf({ gate }: GatePlace, { low, high }: Interval): GateOutcome {
  if (Number.isNaN(low) || Number.isNaN(high)) return 'unresolved';
  const ends = [low, high].map((ratio) => meets[gate.relation](ratio, gate.bound));
  if (ends.every(Boolean)) return 'held';
  return ends.some(Boolean) ? 'unresolved' : 'violated';
}

/** The gate in its cell, at the error rate `alpha`. */
export function checkGate(
  place: GatePlace<PhaseGate>,
  cell: CellSeries,
  header: RunHeader,
  alpha: number,
): GateCheck {
  const stage = header.plan.stages[place.stage];
  const added = stage?.kind === 'comparison' ? gatedPhases(place.gate, stage) : [];
  const [arm, reference] = [cell.series[place.arm], cell.series[place.reference]] as [ArmSeries, ArmSeries];
  const logs = pairedLogs(cell.blocks, arm, reference, added);
  const copies = pairedLogs(cell.blocks, cell.control, cell.reference, added);
  const isVoid =
    !contains(cell.controlContrast().settled().interval, 0) || !contains(gateInterval(copies, alpha), 0);
  const interval = exponentiate(gateInterval(logs, alpha));
  return {
    outcome: isVoid || logs.length === 0 ? 'unresolved' : outcomeOf(place, interval),
    ratio: logs.length > 0 ? Math.exp(median(logs)) : Number.NaN,
    interval,
    n: logs.length,
    void: isVoid,
  };
}
