/** For each cell of three arms or more: the fastest, whether it is told from its runner-up, and how far from the limit. */
import type { Finding } from '../../model/finding.ts';
import { phases } from '../../model/probe.ts';
import { formatBytes, formatDuration, formatInterval, formatRate, formatRatio } from '../../model/units.ts';
import {
  anytimeRank,
  contains,
  exponentiate,
  median,
  orderStatisticInterval,
  sorted,
} from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';
import { fewestRankedArms } from '../contrast-count.ts';
import { mediansOf } from './estimates.ts';
import { makeFinding } from './make-finding.ts';

const secondTouch = phases.indexOf('second-touch');
/** A time of fewer clock reads than this says more about the clock than about memory. */
const clockReadsWorth = 50;
const release = phases.indexOf('release');

function patternOf(cell: CellSeries): string {
  return cell.reference.arm.steps.at(-1)?.pattern ?? '';
}

/** The machine's store limit at a size: the fastest second touch of every byte, over all arms, in nanoseconds. */
function storeLimitNs(analysis: Analysis, sizeBytes: number): number | undefined {
  const times: number[] = [];
  for (const cell of analysis.cells.flat()) {
    if (cell.cell.sizeBytes !== sizeBytes || patternOf(cell) !== 'write-all') continue;
    for (const series of cell.series) {
      const ns = mediansOf(series).ns[secondTouch];
      if (ns !== undefined) times.push(ns);
    }
  }
  return times.length > 0 ? Math.min(...times) : undefined;
}

function limitFindings(analysis: Analysis): Finding[] {
  const sizes = new Set(analysis.cells.flat().map((cell) => cell.cell.sizeBytes));
  const findings: Finding[] = [];
  for (const sizeBytes of sizes) {
    const ns = storeLimitNs(analysis, sizeBytes);
    if (ns === undefined || ns < analysis.header.capabilities.clock.readNs * clockReadsWorth) continue;
    findings.push(
      makeFinding(analysis, 0, {
        kind: 'limit',
        sizeBytes,
        phase: 'second-touch',
        n: 1,
        sentence: `this machine's limit at ${formatBytes(sizeBytes)}: ${formatDuration(ns)} (${formatRate(sizeBytes, ns)}) to store every byte of memory that is there already (the shortest median second touch among the run's arms).`,
        figures: { limitNs: ns, bytesPerSecond: (sizeBytes / ns) * 1e9 },
      }),
    );
  }
  return findings;
}

/** ln(runner-up / fastest) over the blocks that have both: its anytime interval, at the share of the error rate that rankings have. */
export function separation(analysis: Analysis, cell: CellSeries, fastest: ArmSeries, second: ArmSeries) {
  const logs: number[] = [];
  for (let block = 0; block < cell.blocks; block++) {
    const difference = Math.log(second.measureNs.at(block)) - Math.log(fastest.measureNs.at(block));
    if (Number.isFinite(difference)) logs.push(difference);
  }
  const interval = orderStatisticInterval(sorted(logs), anytimeRank(logs.length, analysis.alphaRanked));
  return {
    ratio: Math.exp(median(logs)),
    interval: exponentiate(interval),
    n: logs.length,
    // Medians of drifting times may order two arms otherwise than their blocks do.
    told: interval.low > 0,
  };
}

function rankingFinding(analysis: Analysis, stage: number, cell: CellSeries): Finding | undefined {
  const ranked = cell.series
    .slice(0, -1)
    .filter((series) => series.accepted > 0)
    .map((series) => ({ series, ns: median(series.measureNs.present()) }))
    .sort((a, b) => a.ns - b.ns);
  const [first, second] = ranked;
  if (!first || !second || cell.cell.arms.length < fewestRankedArms) return undefined;
  const { sizeBytes } = cell.cell;
  const { ratio, interval, n, told } = separation(analysis, cell, first.series, second.series);
  const isVoid = !contains(cell.controlContrast().settled().interval, 0);
  // Other patterns do not store every byte: the limit is not theirs.
  const limitNs = patternOf(cell) === 'write-all' ? storeLimitNs(analysis, sizeBytes) : undefined;
  const later = mediansOf(first.series).ns;
  const [again, back] = [later[secondTouch] ?? 0, later[release] ?? 0];
  const limit = limitNs ? `, ${formatRatio(first.ns / limitNs)} times the store limit` : '';
  const against = `${second.series.arm.name} takes ${formatInterval(ratio, interval.low, interval.high)} times that`;
  return makeFinding(analysis, stage, {
    kind: 'ranking',
    arm: first.series.arm.name,
    reference: second.series.arm.name,
    sizeBytes,
    phase: 'allocate+first-touch',
    design: cell.cell.design.kind,
    ratio,
    interval,
    n,
    verdict: isVoid ? 'void' : told ? 'different' : 'unresolved',
    sentence: `fastest at ${formatBytes(sizeBytes)}, ${patternOf(cell)}: ${first.series.arm.name}, ${formatDuration(first.ns)}${limit}; second touch ${formatDuration(again)}, release ${formatDuration(back)}. Runner-up: ${against}${isVoid ? ', but identical arms differ too' : told ? '' : ', not told apart'}.`,
    figures: {
      pattern: patternOf(cell),
      fastestNs: first.ns,
      limitNs: limitNs ?? null,
      order: ranked.map((one) => one.series.arm.name).join(' '),
    },
  });
}

export function findRankings(analysis: Analysis): Finding[] {
  const rankings = analysis.cells.flatMap((cells, stage) =>
    cells.map((cell) => rankingFinding(analysis, stage, cell)).filter((finding) => finding !== undefined),
  );
  return rankings.length > 0 ? [...limitFindings(analysis), ...rankings] : [];
}
