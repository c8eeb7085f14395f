/** Cells and stages of commands as a report draws them. */
import type { ReportArm, ReportCell, ReportPart } from '../../model/report.ts';
import {
  median,
  orderStatisticInterval,
  quantileOfSorted,
  signIntervalRank,
  sorted,
} from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';
import type { CommandSeries } from '../command-series.ts';
import { type CalibratedSize, calibratedSizes } from '../decomposition/index.ts';
import { mediansOf } from '../findings/estimates.ts';
import { reportContrast } from './contrast.ts';
import { reportDrift } from './drift.ts';
import { partsOfCell } from './parts.ts';
import { mostPoints, short, stepsOf } from './thin.ts';

type Times = Pick<ReportArm, 'n' | 'medianNs' | 'lowNs' | 'highNs' | 'distribution'>;

function timesOf(values: Float64Array, alpha: number): Times {
  const distribution = stepsOf(values);
  if (values.length === 0) return { n: 0, medianNs: null, lowNs: null, highNs: null, distribution };
  const ascending = sorted(values);
  const interval = orderStatisticInterval(ascending, signIntervalRank(ascending.length, alpha));
  const finite = (value: number): number | null => (Number.isFinite(value) ? short(value) : null);
  return {
    n: values.length,
    medianNs: short(quantileOfSorted(ascending, 0.5)),
    lowNs: finite(interval.low),
    highNs: finite(interval.high),
    distribution,
  };
}

/** How much of the analysis a page has room for, and what all cells share. */
type Setting = { readonly mostPoints: number; readonly calibrated: readonly CalibratedSize[] };

/** What the places in a block took, over what the arm took. */
function byPosition(series: ArmSeries, blocks: number, places: number): (number | null)[] {
  const groups: number[][] = Array.from({ length: places }, () => []);
  for (let block = 0; block < blocks; block++) {
    const [ns, position] = [series.measureNs.at(block), series.positions.at(block)];
    if (!Number.isNaN(ns + position)) groups[position]?.push(ns);
  }
  const all = groups.flat();
  const typical = all.length > 0 ? median(all) : Number.NaN;
  return groups.map((values) => (values.length > 0 && typical > 0 ? short(median(values) / typical) : null));
}

function memoryArm(own: CellSeries, arm: number, alpha: number, parts: readonly ReportPart[]): ReportArm {
  const series = own.series[arm] as ArmSeries;
  const { ns, faults } = mediansOf(series);
  return {
    name: series.arm.name,
    isControl: arm === own.series.length - 1,
    refused: series.refused,
    ...timesOf(series.measureNs.present(), alpha),
    phaseNs: ns.map((value) => value ?? null),
    phaseFaults: faults.map((value) => value ?? null),
    parts,
    byPosition: own.cell.design.kind === 'fresh' ? byPosition(series, own.blocks, own.series.length) : [],
  };
}

function memoryCell(analysis: Analysis, stage: number, cell: number, setting: Setting): ReportCell[] {
  const definition = analysis.header.plan.stages[stage];
  const own = analysis.cells[stage]?.[cell];
  if (definition?.kind !== 'comparison' || !own) return [];
  const last = own.series.length - 1;
  const reference = own.reference.arm.name;
  const parts = partsOfCell(analysis, stage, cell, setting.calibrated);
  return [
    {
      key: `${stage}/${cell}`,
      kind: 'memory',
      stage: definition.name,
      question: definition.question,
      sizeBytes: own.cell.sizeBytes,
      design: own.cell.design.kind,
      pattern: own.reference.arm.steps[0]?.pattern ?? null,
      measure: definition.measure,
      isWithoutWaits: false,
      blocks: own.blocks,
      arms: own.series.map((_, arm) => memoryArm(own, arm, analysis.header.settings.alpha, parts[arm] ?? [])),
      contrasts: own.series.slice(1).map((series, index) => {
        const contrast = own.contrast(index + 1);
        const named = {
          arm: series.arm.name,
          reference,
          isControl: index + 1 === last,
          alpha: analysis.alphaEach,
        };
        return reportContrast(contrast, contrast.settled(), named, setting.mostPoints);
      }),
      drift: reportDrift(
        reference,
        (block) => own.reference.measureNs.at(block),
        own.blocks,
        analysis.header.settings.alpha,
      ),
    },
  ];
}

function commandArm(own: CommandSeries, arm: number, alpha: number): ReportArm {
  const blocks = Array.from({ length: own.blocks }, (_, block) => own.compared('wall', arm, block));
  const present = Float64Array.from(blocks.filter((value) => !Number.isNaN(value)));
  return {
    name: own.series[arm]?.arm.name ?? '',
    isControl: arm === own.series.length - 1,
    refused: 0,
    ...timesOf(present, alpha),
    phaseNs: [],
    phaseFaults: [],
    parts: [],
    byPosition: [],
  };
}

function commandCell(analysis: Analysis, stage: number, most: number): ReportCell[] {
  const own = analysis.commands[stage];
  if (!own) return [];
  const last = own.series.length - 1;
  const reference = own.series[0]?.arm.name ?? '';
  return [
    {
      key: `${stage}/0`,
      kind: 'commands',
      stage: own.stage.name,
      question: own.stage.question,
      sizeBytes: null,
      design: 'command',
      pattern: null,
      measure: [],
      isWithoutWaits: own.isWithoutWaits,
      blocks: own.blocks,
      arms: own.series.map((_, arm) => commandArm(own, arm, analysis.header.settings.alpha)),
      contrasts: own.series.slice(1).map(({ arm: { name } }, index) => {
        const named = { arm: name, reference, isControl: index + 1 === last, alpha: own.alphaOf('wall') };
        return reportContrast(own.contrast('wall', index + 1), own.settled('wall', index + 1), named, most);
      }),
      drift: reportDrift(
        reference,
        (block) => own.compared('wall', 0, block),
        own.blocks,
        analysis.header.settings.alpha,
      ),
    },
  ];
}

/** Every cell of comparisons and every stage of commands; those without a trial, too. */
export function reportCells(analysis: Analysis): ReportCell[] {
  const { stages } = analysis.header.plan;
  const contrasts = stages.reduce((sum, stage) => {
    if (stage.kind === 'commands') return sum + stage.commands.length;
    return stage.kind === 'comparison'
      ? sum + stage.cells.reduce((all, cell) => all + cell.arms.length, 0)
      : sum;
  }, 0);
  const most = Math.max(200, Math.floor(mostPoints / Math.max(1, contrasts)));
  const setting = { mostPoints: most, calibrated: calibratedSizes(analysis) };
  return stages.flatMap((definition, stage) =>
    definition.kind === 'comparison'
      ? definition.cells.flatMap((_, cell) => memoryCell(analysis, stage, cell, setting))
      : commandCell(analysis, stage, most),
  );
}
