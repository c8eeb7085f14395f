/** The same comparison in several designs: do they agree, and if not, which state that one of them shares may be why. */
import { type Design, sharedState } from '../../model/design.ts';
import type { Finding } from '../../model/finding.ts';
import type { Phase } from '../../model/probe.ts';
import { formatBytes, formatNumber } from '../../model/units.ts';
import {
  anytimeRank,
  contains,
  exponentiate,
  type Interval,
  intersect,
  median,
  orderStatisticInterval,
  sorted,
} from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';
import { pairedLogs } from '../gate-check.ts';
import { ratioInWords } from './comparisons.ts';
import { makeFinding } from './make-finding.ts';

/** One cell as it was measured in one design. */
type Measured = { readonly stage: number; readonly cell: CellSeries; readonly measure: readonly Phase[] };

/** One arm against the reference in one design. */
type Seen = {
  readonly design: Design;
  readonly ratio: number;
  readonly interval: Interval;
  readonly n: number;
  readonly faults: number;
  readonly referenceFaults: number;
};

/** Counts this much apart, in faults, are another mechanism. */
const faultSlack = 64;

function faultsOf(series: ArmSeries): number {
  return series.phaseFaults
    .slice(0, 2)
    .reduce((sum, column) => sum + (column.present().length > 0 ? median(column.present()) : 0), 0);
}

/** The contrast itself where it measures just the common phases; else their times, block by block. */
function see(
  { cell, measure }: Measured,
  arm: number,
  common: readonly Phase[],
  alpha: number,
): Seen | undefined {
  const own = cell.series[arm] as ArmSeries;
  const contrast = common.length === measure.length ? cell.contrast(arm).settled() : undefined;
  const logs = contrast ? [] : pairedLogs(cell.blocks, own, cell.reference, common);
  const n = contrast ? cell.contrast(arm).count : logs.length;
  if (n === 0) return undefined;
  return {
    design: cell.cell.design.kind,
    ratio: contrast?.median ?? median(logs),
    interval: contrast?.interval ?? orderStatisticInterval(sorted(logs), anytimeRank(n, alpha)),
    n,
    faults: faultsOf(own),
    referenceFaults: faultsOf(cell.reference),
  };
}

/** What the counts say where two designs disagree. */
function why(one: Seen, other: Seen, arm: string, reference: string): string {
  const differing = [
    { name: arm, a: one.faults, b: other.faults },
    { name: reference, a: one.referenceFaults, b: other.referenceFaults },
  ].filter(({ a, b }) => Math.abs(a - b) > faultSlack);
  const counted = differing.map(
    ({ name, a, b }) =>
      `${name} took ${formatNumber(a, 'minor fault')} ${one.design} and ${formatNumber(b, 'minor fault')} ${other.design}`,
  );
  const shared = `what the arms share ${other.design} is ${sharedState[other.design]}`;
  return counted.length > 0 ? `${counted.join('; ')}: ${shared}` : `the counts are the same; ${shared}`;
}

/** The first two whose intervals have no point in common. */
function disagreeing(seen: readonly Seen[]): readonly [Seen, Seen] | undefined {
  for (const [index, one] of seen.entries()) {
    const other = seen.slice(index + 1).find((two) => intersect(one.interval, two.interval) === undefined);
    if (other) return [one, other];
  }
  return undefined;
}

/** Overlapping intervals prove nothing equal: designs at most do not contradict each other, and only where all are bounded. */
function agreement(
  group: readonly Measured[],
  seen: readonly Seen[],
  because: (one: Seen, other: Seen) => string,
): { readonly agree: 'yes' | 'no' | 'unknown'; readonly outcome: string } {
  const isVoid = group.some(({ cell }) => !contains(cell.controlContrast().settled().interval, 0));
  if (isVoid)
    return { agree: 'unknown', outcome: 'two identical arms differ in one of them, so nothing is said' };
  const apart = disagreeing(seen);
  if (apart) return { agree: 'no', outcome: `they disagree: ${because(...apart)}` };
  const bounded = seen.every(({ interval: { low, high } }) => Number.isFinite(low) && Number.isFinite(high));
  return bounded
    ? { agree: 'yes', outcome: 'they agree as far as their intervals tell' }
    : { agree: 'unknown', outcome: 'too few blocks to tell whether they agree' };
}

function designsFinding(
  analysis: Analysis,
  group: readonly [Measured, Measured, ...Measured[]],
  arm: number,
): Finding | undefined {
  const [first] = group;
  const common = first.measure.filter((phase) => group.every((one) => one.measure.includes(phase)));
  const seen = group
    .map((one) => see(one, arm, common, analysis.alphaEach))
    .filter((one) => one !== undefined);
  const [one] = seen;
  if (!one || seen.length < 2 || common.length === 0) return undefined;
  const [name, reference] = [first.cell.series[arm]?.arm.name ?? '', first.cell.reference.arm.name];
  const { sizeBytes } = first.cell.cell;
  const each = seen.map((two) => `${two.design} ${ratioInWords(two.ratio, two.interval)}`).join(', ');
  const { agree, outcome } = agreement(group, seen, (a, b) => why(a, b, name, reference));
  return makeFinding(analysis, first.stage, {
    kind: 'designs',
    arm: name,
    reference,
    sizeBytes,
    phase: common.join('+'),
    ratio: Math.exp(one.ratio),
    interval: exponentiate(one.interval),
    n: one.n,
    sentence: `${common.join('+')} of ${name} over ${reference} at ${formatBytes(sizeBytes)}, by design: ${each}; ${outcome}.`,
    figures: {
      designs: seen.map((two) => two.design).join(' '),
      ratios: seen.map((two) => Math.exp(two.ratio)),
      agree,
    },
  });
}

function sameArms(a: CellSeries, b: CellSeries): boolean {
  return a.cell.sizeBytes === b.cell.sizeBytes && JSON.stringify(a.cell.arms) === JSON.stringify(b.cell.arms);
}

/** Cells with the same arms and size in different designs, in the order of the stages. */
function groupsOf(analysis: Analysis): Measured[][] {
  const groups: Measured[][] = [];
  for (const [stage, cells] of analysis.cells.entries()) {
    const definition = analysis.header.plan.stages[stage];
    if (definition?.kind !== 'comparison') continue;
    for (const cell of cells) {
      const measured = { stage, cell, measure: definition.measure };
      const group = groups.find(([one]) => one && sameArms(one.cell, cell));
      if (!group) groups.push([measured]);
      else if (!group.some((one) => one.cell.cell.design.kind === cell.cell.design.kind))
        group.push(measured);
    }
  }
  return groups;
}

export function findDesigns(analysis: Analysis): Finding[] {
  return groupsOf(analysis).flatMap((group) => {
    const [first, second, ...more] = group;
    if (!first || !second) return [];
    const arms = Array.from({ length: first.cell.series.length - 2 }, (_, index) => index + 1);
    return arms
      .map((arm) => designsFinding(analysis, [first, second, ...more], arm))
      .filter((finding) => finding !== undefined);
  });
}
