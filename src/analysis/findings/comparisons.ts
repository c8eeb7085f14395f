/** For each cell: the control against its own copy, then every arm against the reference, with verdict and mechanism. */
import type { Finding, Verdict } from '../../model/finding.ts';
import { formatBytes, formatInterval, formatPercent } from '../../model/units.ts';
import { exponentiate, type Interval } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import { blocksInWords } from '../design-in-words.ts';
import { compareMechanisms, findMechanism } from '../mechanism.ts';
import { type Contrast, decideVerdict, marginOf, resolutionOf } from '../verdict.ts';
import { makeFinding } from './make-finding.ts';

/** `1.002 (0.981..1.024)`. */
export function ratioInWords(median: number, logInterval: Interval): string {
  const { low, high } = exponentiate(logInterval);
  return formatInterval(Math.exp(median), low, high);
}

/** The verdict of one arm of a cell. */
export function verdictOf(analysis: Analysis, series: CellSeries, arm: number): Verdict {
  const margin = marginOf(analysis.header.settings.equivalence);
  return decideVerdict(series.contrast(arm).settled(), series.controlContrast().settled(), margin);
}

function verdictInWords(verdict: Verdict, contrast: Contrast, margin: number, equivalence: number): string {
  switch (verdict) {
    case 'equivalent':
      return `equivalent within ${formatPercent(equivalence)}`;
    case 'different': {
      const sign = contrast.median < 0 ? 'faster' : 'slower';
      const inside =
        Math.abs(contrast.median) < margin
          ? `, though by less than the margin of ${formatPercent(equivalence)}`
          : '';
      return `different: ${sign}${inside}`;
    }
    case 'void':
      return 'void: an identical copy of the reference differs from it as well';
    case 'unresolved':
      return contrast.broken ? 'unresolved: the machine drifted while it was measured' : 'unresolved';
  }
}

function controlFinding(analysis: Analysis, stage: number, series: CellSeries): Finding {
  const contrast = series.controlContrast();
  const settled = contrast.settled();
  const n = contrast.count;
  const holds = settled.interval.low <= 0 && settled.interval.high >= 0;
  const resolution = Math.expm1(resolutionOf(settled));
  const size = formatBytes(series.cell.sizeBytes);
  const outcome = holds
    ? Number.isFinite(resolution)
      ? `the smallest difference this run can tell is ${formatPercent(resolution)}`
      : 'too few blocks to tell any difference'
    : 'two identical arms differ: no verdict at this size holds';
  return makeFinding(analysis, stage, {
    kind: 'control',
    arm: series.control.arm.name,
    reference: series.reference.arm.name,
    sizeBytes: series.cell.sizeBytes,
    design: series.cell.design.kind,
    ratio: Math.exp(settled.median),
    interval: exponentiate(settled.interval),
    n,
    verdict: holds ? null : 'void',
    sentence: `A/A at ${size}: an identical copy of ${series.reference.arm.name} took ${ratioInWords(settled.median, settled.interval)} of its time over ${blocksInWords(n, series.cell.design)}; ${outcome}.`,
    figures: { resolution: Number.isFinite(resolution) ? resolution : null },
  });
}

/** Why the times are as they are, and what qualifies them: whole sentences, each with a space before it. */
function remarks(
  analysis: Analysis,
  stage: number,
  cell: number,
  arm: number,
  r1: number | undefined,
): string {
  const here = analysis.cells[stage]?.[cell] as CellSeries;
  const [own, other] = [here.series[arm]?.arm.name ?? '', here.reference.arm.name];
  const [mechanism, against] = [
    findMechanism(analysis, stage, cell, arm),
    findMechanism(analysis, stage, cell, 0),
  ];
  const where = here.cell.design.kind === 'fresh' ? '' : ' In a process of their own:';
  const why = mechanism && against ? `${where} ${compareMechanisms(own, mechanism, other, against)}` : '';
  const dependent =
    r1 === undefined
      ? ''
      : ` Successive blocks depend on each other (r1 = ${r1.toFixed(2)}): the interval is widened.`;
  const discarded = here.series[arm]?.arm.discardFirst
    ? ` ${own} was measured after a discarded call of its own, ${other} without.`
    : '';
  return `${why}${dependent}${discarded}`;
}

function armFinding(
  analysis: Analysis,
  stage: number,
  cell: number,
  arm: number,
  series: CellSeries,
): Finding {
  const definition = analysis.header.plan.stages[stage];
  const phase = definition?.kind === 'comparison' ? definition.measure.join('+') : '';
  const { equivalence } = analysis.header.settings;
  const margin = marginOf(equivalence);
  const contrast = series.contrast(arm);
  const settled = contrast.settled();
  const verdict = verdictOf(analysis, series, arm);
  const [own, reference] = [series.series[arm]?.arm.name ?? '', series.reference.arm.name];
  const size = formatBytes(series.cell.sizeBytes);
  const measured =
    `${own} ${phase} at ${size} took ${ratioInWords(settled.median, settled.interval)} of ${reference}'s time over ` +
    `${blocksInWords(contrast.count, series.cell.design)}: ${verdictInWords(verdict, settled, margin, equivalence)}.`;
  const missing = `${own} at ${size} was not measured: no block has an accepted trial of it and of ${reference}.`;
  return makeFinding(analysis, stage, {
    kind: 'comparison',
    arm: own,
    reference,
    sizeBytes: series.cell.sizeBytes,
    phase,
    design: series.cell.design.kind,
    ratio: contrast.count === 0 ? null : Math.exp(settled.median),
    interval: exponentiate(settled.interval),
    n: contrast.count,
    verdict,
    sentence:
      contrast.count === 0
        ? missing
        : measured + remarks(analysis, stage, cell, arm, settled.autocorrelation),
    figures: { margin: equivalence, pattern: series.series[arm]?.arm.steps.at(-1)?.pattern ?? null },
  });
}

export function findComparisons(analysis: Analysis): Finding[] {
  const findings: Finding[] = [];
  for (const [stage, cells] of analysis.cells.entries()) {
    for (const [cell, series] of cells.entries()) {
      if (series.blocks === 0) continue;
      findings.push(controlFinding(analysis, stage, series));
      for (let arm = 1; arm < series.series.length - 1; arm++) {
        findings.push(armFinding(analysis, stage, cell, arm, series));
      }
    }
  }
  return findings;
}
