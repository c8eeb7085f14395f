/**
 * Two recorded runs, cell by cell. No block holds both, so nothing is paired and there is no verdict: ratios of medians with
 * unpaired intervals, and ratios of ratios where both runs have the same reference, which cancel what moved all arms alike.
 */
import type { Finding } from '../model/finding.ts';
import { formatBytes, formatDuration, formatInterval, formatNumber, quoteName } from '../model/units.ts';
import { exponentiate, type Interval, median, signInterval } from '../statistics/index.ts';
import type { Analysis } from './analysis.ts';
import { makeFinding } from './findings/make-finding.ts';

/** One arm as measured in one run. `contrast`: its paired log ratio to the reference; none for the reference itself. */
type MeasuredArm = {
  readonly key: string;
  readonly stage: number;
  readonly arm: string;
  readonly reference: string;
  readonly sizeBytes: number | null;
  readonly phase: string;
  readonly ns: Float64Array;
  readonly contrast: { readonly median: number; readonly interval: Interval } | undefined;
};

function cellArms(analysis: Analysis, stage: number): MeasuredArm[] {
  const definition = analysis.header.plan.stages[stage];
  if (definition?.kind !== 'comparison') return [];
  const phase = definition.measure.join('+');
  return (analysis.cells[stage] ?? []).flatMap((cell) =>
    cell.series.slice(0, -1).map((series, arm) => ({
      key: JSON.stringify([
        definition.name,
        cell.cell.design.kind,
        phase,
        cell.cell.sizeBytes,
        series.arm.steps,
        series.arm.name,
      ]),
      stage,
      arm: series.arm.name,
      reference: cell.reference.arm.name,
      sizeBytes: cell.cell.sizeBytes,
      phase,
      ns: series.measureNs.present(),
      contrast: arm > 0 && cell.contrast(arm).count > 0 ? cell.contrast(arm).settled() : undefined,
    })),
  );
}

function commandArms(analysis: Analysis, stage: number): MeasuredArm[] {
  const here = analysis.commands[stage];
  return (here?.series.slice(0, -1) ?? []).map((series, arm) => ({
    key: JSON.stringify(['commands', here?.stage.name, series.arm.name]),
    stage,
    arm: series.arm.name,
    reference: here?.series[0]?.arm.name ?? '',
    sizeBytes: null,
    phase: 'wall',
    ns: series.columns.wallNs.present(),
    contrast: here && arm > 0 && here.contrast('wall', arm).count > 0 ? here.settled('wall', arm) : undefined,
  }));
}

function measuredArms(analysis: Analysis): MeasuredArm[] {
  const all = analysis.header.plan.stages.flatMap((_, stage) => [
    ...cellArms(analysis, stage),
    ...commandArms(analysis, stage),
  ]);
  return all.filter(({ ns }) => ns.length > 0);
}

/** [lowB/highA, highB/lowA]: each median's own interval misses with half of alpha, so the ratio's with alpha at most. */
function unpairedRatio(first: Float64Array, second: Float64Array, alpha: number): Interval {
  const [a, b] = [signInterval(first, alpha / 2), signInterval(second, alpha / 2)];
  return { low: Math.max(0, b.low) / a.high, high: a.low > 0 ? b.high / a.low : Number.POSITIVE_INFINITY };
}

function place({ arm, sizeBytes, phase }: MeasuredArm): string {
  return `${quoteName(arm)}${sizeBytes === null ? '' : ` ${phase} at ${formatBytes(sizeBytes)}`}`;
}

function relative(first: MeasuredArm, second: MeasuredArm) {
  if (!first.contrast || !second.contrast || first.reference !== second.reference) return undefined;
  const [a, b] = [first.contrast, second.contrast];
  const interval = exponentiate({
    low: b.interval.low - a.interval.high,
    high: b.interval.high - a.interval.low,
  });
  return { ratio: Math.exp(b.median - a.median), interval };
}

function armFinding(analysis: Analysis, first: MeasuredArm, second: MeasuredArm): Finding {
  const { alpha } = analysis.header.settings;
  const [was, is] = [median(first.ns), median(second.ns)];
  const ratio = is / was;
  const interval = unpairedRatio(first.ns, second.ns, alpha);
  const over = relative(first, second);
  const reference = quoteName(first.reference);
  const toReference = over
    ? ` Its ratio to ${reference}, which cancels what moved both alike, is ${formatInterval(over.ratio, over.interval.low, over.interval.high)} of what it was.`
    : '';
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return makeFinding(analysis, first.stage, {
    kind: 'between-runs',
    arm: first.arm,
    reference: first.arm,
    sizeBytes: first.sizeBytes,
    phase: first.phase,
    ratio,
    interval,
    n: Math.min(first.ns.length, second.ns.length),
    sentence: `${place(first)}: ${formatDuration(is)} (${formatNumber(second.ns.length, 'trial')}) after ${formatDuration(was)} (${formatNumber(first.ns.length, 'trial')}), ${formatInterval(ratio, interval.low, interval.high)} of it.${toReference}`,
    figures: {
      firstNs: was,
      secondNs: is,
      comparedWith: first.contrast ? first.reference : null,
      ratioOfRatios: over?.ratio ?? null,
      ratioOfRatiosLow: over ? finite(over.interval.low) : null,
      ratioOfRatiosHigh: over ? finite(over.interval.high) : null,
    },
  });
}

/** What both runs measured, in the order of the first: the second over the first. Empty where nothing matches. */
export function compareRuns(first: Analysis, second: Analysis): Finding[] {
  const others = new Map(measuredArms(second).map((arm) => [arm.key, arm]));
  return measuredArms(first).flatMap((arm) => {
    const other = others.get(arm.key);
    return other ? [armFinding(first, arm, other)] : [];
  });
}
