/** What a reader must know before believing the rest: refused trials, what moved on the machine, position in the block. */
import type { Finding } from '../../model/finding.ts';
import { formatBytes, formatRatio } from '../../model/units.ts';
import { median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import { makeFinding } from './make-finding.ts';

function refusedFindings(analysis: Analysis): Finding[] {
  return [...analysis.refused.values()].map(({ stage, cell, arm, kind, count, example }) => {
    const sizeBytes = analysis.cells[stage]?.[cell]?.cell.sizeBytes ?? null;
    const at = sizeBytes === null ? '' : ` at ${formatBytes(sizeBytes)}`;
    return makeFinding(analysis, stage, {
      kind: 'refused',
      arm,
      sizeBytes,
      n: count,
      sentence: `${count} ${count === 1 ? 'trial' : 'trials'} of ${arm}${at} refused (${kind}): ${example}.`,
    });
  });
}

function machineFindings(analysis: Analysis): Finding[] {
  const sentences = [...(analysis.end?.changes ?? []), ...analysis.events].map((one) => one.sentence);
  return sentences.map((sentence) => makeFinding(analysis, -1, { kind: 'machine', n: 1, sentence }));
}

/** A first place that costs more than this is worth a sentence; the blocks balance it either way. */
const notablePosition = 1.02;

/** The median over arms and blocks of each position, relative to the block's own median. */
function positionFinding(analysis: Analysis, stage: number, cell: CellSeries): Finding | undefined {
  const places = cell.series.length;
  const byPosition: number[][] = Array.from({ length: places }, () => []);
  for (let block = 0; block < cell.blocks; block++) {
    for (const series of cell.series) {
      const [ns, position] = [series.measureNs.at(block), series.positions.at(block)];
      const typical = cell.reference.measureNs.at(block) + cell.control.measureNs.at(block);
      if (series.arm === cell.reference.arm && typical > 0 && !Number.isNaN(ns + position)) {
        byPosition[position]?.push((2 * ns) / typical);
      }
    }
  }
  const medians = byPosition.map((values) => (values.length > 0 ? median(values) : Number.NaN));
  const first = medians[0] ?? Number.NaN;
  if (!(first > notablePosition || first < 1 / notablePosition) || cell.blocks < 20) return undefined;
  return makeFinding(analysis, stage, {
    kind: 'position',
    arm: cell.reference.arm.name,
    sizeBytes: cell.cell.sizeBytes,
    ratio: first,
    n: cell.blocks,
    sentence: `at ${formatBytes(cell.cell.sizeBytes)} the first place in a block took ${formatRatio(first)} of the typical time of the same arm; every arm stands there about equally often.`,
    figures: { medianByPosition: medians.filter((value) => !Number.isNaN(value)) },
  });
}

export function findTrustworthiness(analysis: Analysis): Finding[] {
  const positions = analysis.cells.flatMap((cells, stage) =>
    cells.map((cell) => positionFinding(analysis, stage, cell)).filter((finding) => finding !== undefined),
  );
  return [...refusedFindings(analysis), ...positions, ...machineFindings(analysis)];
}
