/** For each arm of each cell: the median time of every phase, and what a real fault and a byte cost. */
import type { Finding } from '../../model/finding.ts';
import { phases } from '../../model/probe.ts';
import { formatBytes, formatDuration, formatNumber } from '../../model/units.ts';
import {
  median,
  orderStatisticInterval,
  quantileOfSorted,
  signIntervalRank,
  sorted,
} from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';
import { findMechanism } from '../mechanism.ts';
import { makeFinding } from './make-finding.ts';

/** The medians of one arm: nanoseconds a phase, and minor faults a phase; undefined where the phase never ran. */
export type ArmMedians = {
  readonly ns: readonly (number | undefined)[];
  readonly faults: readonly (number | undefined)[];
};

export function mediansOf(series: ArmSeries): ArmMedians {
  const of = (columns: ArmSeries['phaseNs']): (number | undefined)[] =>
    columns.map((column) => {
      const values = column.present();
      return values.length > 0 ? median(values) : undefined;
    });
  return { ns: of(series.phaseNs), faults: of(series.phaseFaults) };
}

const fullShare = 0.5;
const enoughFaults = 16;

/** Faults of a phase cost it its time only where it takes them by the page; a handful of them says nothing. */
function perFault(ns: number, faults: number, pages: number): number | undefined {
  return faults >= Math.max(1, pages * fullShare) || faults >= enoughFaults ? ns / faults : undefined;
}

/** The interquartile range of ln t: the logarithm keeps the order of the quartiles. */
function logQuartileRange(ascendingNs: Float64Array): number {
  const [lower, upper] = [0.25, 0.75].map((p) => Math.log(Math.max(1, quantileOfSorted(ascendingNs, p))));
  return (upper as number) - (lower as number);
}

function armFinding(analysis: Analysis, stage: number, cell: number, arm: number): Finding {
  const own = analysis.cells[stage]?.[cell] as CellSeries;
  const { sizeBytes } = own.cell;
  const series = own.series[arm] as ArmSeries;
  const witnessed = findMechanism(analysis, stage, cell, arm);
  const values = series.measureNs.present();
  const { ns, faults } = mediansOf(series);
  const pages = Math.ceil(sizeBytes / analysis.header.capabilities.pageSizeBytes);
  const ascending = sorted(values);
  const typical = quantileOfSorted(ascending, 0.5);
  const rank = signIntervalRank(ascending.length, analysis.header.settings.alpha);
  const interval = orderStatisticInterval(ascending, rank);
  const realFaults = (faults[0] ?? 0) + (faults[1] ?? 0);
  const faultNs = perFault(typical, realFaults, pages);
  const figures: Record<string, number | null> = {
    medianNs: typical,
    nsPerByte: typical / sizeBytes,
    nsPerFault: faultNs ?? null,
    relativeDispersion: logQuartileRange(ascending),
  };
  for (const [index, phase] of phases.entries()) {
    figures[`${phase}Ns`] = ns[index] ?? null;
    figures[`${phase}Faults`] = faults[index] ?? null;
  }
  const each =
    faultNs === undefined
      ? ''
      : `, ${formatDuration(faultNs)} for each of ${formatNumber(realFaults, 'real fault')}`;
  return makeFinding(analysis, stage, {
    kind: 'estimate',
    arm: series.arm.name,
    sizeBytes,
    design: own.cell.design.kind,
    n: values.length,
    sentence: `${series.arm.name} at ${formatBytes(sizeBytes)}: median ${formatDuration(typical)} (${rank > 0 ? `${formatDuration(interval.low)}..${formatDuration(interval.high)}` : 'no interval yet'}) over ${formatNumber(values.length, 'trial')}${each}.`,
    figures: {
      ...figures,
      lowNs: Number.isFinite(interval.low) ? interval.low : null,
      highNs: Number.isFinite(interval.high) ? interval.high : null,
      pattern: series.arm.steps.at(-1)?.pattern ?? null,
      region: witnessed?.region ?? null,
      alignedHugePages: witnessed?.alignedHugePages ?? null,
      anonHugeBytes: witnessed?.anonHugeBytes ?? null,
      rssBytes: witnessed?.rssBytes ?? null,
    },
  });
}

export function findEstimates(analysis: Analysis): Finding[] {
  const findings: Finding[] = [];
  for (const [stage, cells] of analysis.cells.entries()) {
    for (const [cell, { series }] of cells.entries()) {
      for (const [arm, { accepted }] of series.slice(0, -1).entries()) {
        if (accepted > 0) findings.push(armFinding(analysis, stage, cell, arm));
      }
    }
  }
  return findings;
}
