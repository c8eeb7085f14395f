/** Whether the arms' times vary differently, and whether that or their ratio grows with size. */
import type { Finding, Verdict } from '../../model/finding.ts';
import { formatBytes, formatInterval, formatNumber } from '../../model/units.ts';
import {
  anytimeRank,
  contains,
  dispersionRatio,
  exponentiate,
  type Interval,
  logDispersionRatios,
  orderStatisticInterval,
  quantileOfSorted,
  sorted,
  theilSen,
} from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import { makeFinding } from './make-finding.ts';

/** A factor below this is not "varies a lot": the margin of equivalence for dispersions. */
const dispersionMargin = 2;
/** Per doubling of the size; a change of the ratio below this is no "shooting up". */
const trendMargin = 1.03;
/** Theil-Sen keeps all pairs of points in memory. */
const mostPoints = 600;

type Series = { readonly arm: Float64Array; readonly reference: Float64Array };

/** The logs of both arms' times over the blocks that have both. */
function pairedLogs(cell: CellSeries, arm: number): Series {
  const own = cell.series[arm]?.measureNs;
  const blocks: number[] = [];
  for (let block = 0; block < cell.blocks; block++) {
    if (!Number.isNaN((own?.at(block) ?? Number.NaN) + cell.reference.measureNs.at(block)))
      blocks.push(block);
  }
  const logs = (column: typeof own): Float64Array =>
    Float64Array.from(blocks, (block) => Math.log(Math.max(1, column?.at(block) ?? 1)));
  return { arm: logs(own), reference: logs(cell.reference.measureNs) };
}

function judge(interval: Interval, margin: number): Verdict {
  if (interval.low > 1 / margin && interval.high < margin) return 'equivalent';
  return contains(interval, 1) ? 'unresolved' : 'different';
}

function inWords(ratio: number, { low, high }: Interval): string {
  return formatInterval(ratio, low, high);
}

function verdictInWords(verdict: Verdict): string {
  return verdict === 'equivalent' ? `equivalent within a factor of ${dispersionMargin}` : verdict;
}

/** Where identical arms differ, how much an arm varies says nothing. */
function isVoid(cell: CellSeries): boolean {
  return !contains(cell.controlContrast().settled().interval, 0);
}

function cellFinding(analysis: Analysis, stage: number, cell: CellSeries, arm: number): Finding {
  const { arm: own, reference } = pairedLogs(cell, arm);
  const { ratio, interval, n } = dispersionRatio(reference, own, analysis.alphaEach);
  const names = [cell.reference.arm.name, cell.series[arm]?.arm.name ?? ''] as const;
  const verdict = isVoid(cell) ? 'void' : judge(interval, dispersionMargin);
  return makeFinding(analysis, stage, {
    kind: 'dispersion',
    arm: names[0],
    reference: names[1],
    sizeBytes: cell.cell.sizeBytes,
    ratio,
    interval,
    n,
    verdict,
    sentence: `at ${formatBytes(cell.cell.sizeBytes)} ${names[0]}'s time varies ${inWords(ratio, interval)} times as much as ${names[1]}'s (${formatNumber(n, 'pair')} of blocks): ${verdictInWords(verdict)}.`,
  });
}

/** All sizes together: what the single sizes have too few blocks for. */
function pooledFinding(analysis: Analysis, stage: number, cells: readonly CellSeries[]): Finding {
  const [first] = cells as readonly [CellSeries];
  const names = [first.reference.arm.name, first.series[1]?.arm.name ?? ''] as const;
  const pairs = cells.map((cell) => pairedLogs(cell, 1));
  const ascending = sorted(pairs.flatMap((pair) => logDispersionRatios(pair.reference, pair.arm)));
  const rank = anytimeRank(ascending.length, analysis.alphaEach);
  const interval = exponentiate(orderStatisticInterval(ascending, rank));
  const ratio = Math.exp(quantileOfSorted(ascending, 0.5));
  const verdict = judge(interval, dispersionMargin);
  return makeFinding(analysis, stage, {
    kind: 'dispersion',
    arm: names[0],
    reference: names[1],
    ratio,
    interval,
    n: ascending.length,
    verdict,
    sentence: `over all sizes together ${names[0]}'s time varies ${inWords(ratio, interval)} times as much as ${names[1]}'s (${formatNumber(ascending.length, 'pair')} of blocks): ${verdictInWords(verdict)}.`,
  });
}

/** x is log2 of the size; thinned evenly where there are more points than Theil-Sen should hold. */
function trend(
  cells: readonly CellSeries[],
  valuesOf: (cell: CellSeries) => readonly number[],
  alpha: number,
) {
  const points = cells.flatMap((cell) =>
    valuesOf(cell)
      .filter(Number.isFinite)
      .map((y) => ({ x: Math.log2(cell.cell.sizeBytes), y })),
  );
  const step = Math.max(1, Math.ceil(points.length / mostPoints));
  const kept = points.filter((_, index) => index % step === 0);
  return theilSen(
    kept.map((point) => point.x),
    kept.map((point) => point.y),
    alpha,
  );
}

function trendFinding(
  analysis: Analysis,
  stage: number,
  cells: readonly CellSeries[],
  kind: 'dispersion-trend' | 'scaling',
): Finding {
  const first = cells[0] as CellSeries;
  const [reference, arm] = [first.reference.arm.name, first.series[1]?.arm.name ?? ''];
  const scaling = kind === 'scaling';
  const { slope, interval, n } = trend(
    cells,
    (cell) => {
      const logs = pairedLogs(cell, 1);
      if (!scaling) return logDispersionRatios(logs.reference, logs.arm);
      return Array.from(logs.reference, (value, index) => value - (logs.arm[index] as number));
    },
    analysis.alphaEach,
  );
  const factors = exponentiate(interval);
  const verdict = judge(factors, scaling ? trendMargin : dispersionMargin ** 0.5);
  const what = scaling
    ? `${reference}'s time over ${arm}'s`
    : `how much more ${reference} varies than ${arm}`;
  const meaning = {
    equivalent: 'no change with size',
    different: 'it changes with size',
    unresolved: 'unresolved',
    void: '',
  };
  return makeFinding(analysis, stage, {
    kind,
    arm: reference,
    reference: arm,
    ratio: Math.exp(slope),
    interval: factors,
    n,
    verdict,
    sentence: `${what} changes by a factor of ${inWords(Math.exp(slope), factors)} with each doubling of the size (${formatNumber(n, 'point')}): ${meaning[verdict]}.`,
  });
}

export function findDispersion(analysis: Analysis): Finding[] {
  const findings: Finding[] = [];
  for (const [stage, definition] of analysis.header.plan.stages.entries()) {
    const cells = (analysis.cells[stage] ?? []).filter(
      (cell) => cell.blocks > 1 && cell.cell.arms.length > 1,
    );
    if (definition.kind !== 'comparison' || !definition.dispersion || cells.length === 0) continue;
    for (const cell of cells) {
      for (let arm = 1; arm < cell.cell.arms.length; arm++)
        findings.push(cellFinding(analysis, stage, cell, arm));
    }
    const sound = cells.filter((cell) => !isVoid(cell));
    if (sound.length > 0) findings.push(pooledFinding(analysis, stage, sound));
    if (sound.length < 2) continue;
    findings.push(trendFinding(analysis, stage, sound, 'dispersion-trend'));
    findings.push(trendFinding(analysis, stage, sound, 'scaling'));
  }
  return findings;
}
