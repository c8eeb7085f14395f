/** For each stage of commands: the control, then every command against the first, by wall clock, CPU time, faults and peak. */
import type { Finding, Verdict } from '../../model/finding.ts';
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../model/units.ts';
import { exponentiate, median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CommandArmSeries, CommandMetric, CommandSeries } from '../command-series.ts';
import { type Contrast, decideVerdict, marginOf, resolutionOf } from '../verdict.ts';
import { peakFinding } from './command-peaks.ts';
import { ratioInWords } from './comparisons.ts';
import { makeFinding } from './make-finding.ts';

const words: Record<CommandMetric, { noun: string; less: string; more: string }> = {
  wall: { noun: 'wall time', less: 'faster', more: 'slower' },
  cpu: { noun: 'CPU time (user and system)', less: 'less', more: 'more' },
  'minor-faults': { noun: 'minor faults', less: 'fewer', more: 'more' },
};

function verdictInWords(
  verdict: Verdict,
  metric: CommandMetric,
  contrast: Contrast,
  equivalence: number,
): string {
  switch (verdict) {
    case 'equivalent':
      return `equivalent within ${formatPercent(equivalence)}`;
    case 'different': {
      const { less, more } = words[metric];
      const small = Math.abs(contrast.median) < marginOf(equivalence);
      const inside = small ? `, though by less than the margin of ${formatPercent(equivalence)}` : '';
      return `different: ${contrast.median < 0 ? less : more}${inside}`;
    }
    case 'void':
      return 'void: an identical copy of the first command differs from it as well';
    case 'unresolved':
      return contrast.broken ? 'unresolved: the machine drifted while it was measured' : 'unresolved';
  }
}

/** `a's wall time`, or `the wall time of 'sort a.txt'`. */
function possessive({ name, arm }: CommandArmSeries, noun: string): string {
  return name === arm.name ? `${name}'s ${noun}` : `the ${noun} of ${name}`;
}

/** What would narrow an interval that decides nothing yet. */
function remedy(analysis: Analysis): string {
  const reason = analysis.end?.reason;
  if (reason === 'blocks') return ' (more --runs narrow it)';
  return reason === 'budget' ? ' (more --budget narrows it)' : '';
}

function controlFinding(analysis: Analysis, stage: number, here: CommandSeries): Finding {
  const contrast = here.controlContrast('wall');
  const settled = here.settledControl('wall');
  const holds = settled.interval.low <= 0 && settled.interval.high >= 0;
  const resolution = Math.expm1(resolutionOf(settled));
  const told = Number.isFinite(resolution)
    ? `the smallest difference this run can tell is ${formatPercent(resolution)}`
    : 'too few blocks to tell any difference';
  const { name, arm } = here.series[0] as CommandArmSeries;
  return makeFinding(analysis, stage, {
    kind: 'control',
    arm: arm.name,
    reference: arm.name,
    phase: 'wall',
    ratio: Math.exp(settled.median),
    interval: exponentiate(settled.interval),
    n: contrast.count,
    verdict: holds ? null : 'void',
    sentence: `A/A: an identical copy of ${name} took ${ratioInWords(settled.median, settled.interval)} of its wall time over ${formatNumber(contrast.count, 'block')}; ${holds ? told : 'two identical commands differ: no verdict of this run holds'}.`,
    figures: { resolution: Number.isFinite(resolution) ? resolution : null },
  });
}

/** Counts that may go with a difference: by how much of the smaller one they must differ to be told, and by 16 at least. */
const toldCounts = [
  { column: 'minorFaults', noun: 'minor faults', share: 0.2 },
  { column: 'majorFaults', noun: 'major faults (waits for a disk)', share: 0.2 },
  { column: 'voluntarySwitches', noun: 'voluntary context switches (waits)', share: 1 },
  { column: 'involuntarySwitches', noun: 'involuntary context switches', share: 1 },
] as const;
const fewestTold = 16;
/** CPU times that differ by less are not worth a remark: their own comparison says it better. */
const toldCpuShare = 0.03;

/** What the kernel counted that goes with the difference: one sentence with a space before it, or none. */
function remarks(own: CommandArmSeries, reference: CommandArmSeries): string {
  const [mine, other] = [median(own.cpuNs()), median(reference.cpuNs())];
  const parts =
    Math.abs(mine - other) > toldCpuShare * Math.max(mine, other)
      ? [`CPU time ${formatDuration(mine)} against ${formatDuration(other)}`]
      : [];
  for (const { column, noun, share } of toldCounts) {
    const [has, had] = [median(own.columns[column].present()), median(reference.columns[column].present())];
    if (Math.abs(has - had) < Math.max(fewestTold, share * Math.min(has, had))) continue;
    parts.push(`${noun} ${formatCount(Math.round(has))} against ${formatCount(Math.round(had))}`);
  }
  return parts.length > 0 ? ` Medians: ${parts.join(', ')}.` : '';
}

function metricFinding(
  analysis: Analysis,
  stage: number,
  here: CommandSeries,
  metric: CommandMetric,
  arm: number,
): Finding {
  const { equivalence } = analysis.header.settings;
  const [own, reference] = [here.series[arm], here.series[0]] as [CommandArmSeries, CommandArmSeries];
  const contrast = here.contrast(metric, arm);
  const settled = here.settled(metric, arm);
  const control = here.settledControl(metric);
  const verdict = decideVerdict(settled, control, marginOf(equivalence));
  const names = [own.name, reference.name] as const;
  const dependent =
    settled.autocorrelation === undefined
      ? ''
      : ` Successive blocks depend on each other (r1 = ${settled.autocorrelation.toFixed(2)}): the interval is widened.`;
  const sentence =
    contrast.count === 0
      ? `${names[0]} was not measured: no block has a good execution of it and of ${names[1]}.`
      : `${names[0]} takes ${ratioInWords(settled.median, settled.interval)} of ${possessive(reference, words[metric].noun)} over ${formatNumber(contrast.count, 'block')}: ${verdictInWords(verdict, metric, settled, equivalence)}${verdict === 'unresolved' ? remedy(analysis) : ''}.${metric === 'wall' ? remarks(own, reference) : ''}${dependent}`;
  return makeFinding(analysis, stage, {
    kind: 'comparison',
    arm: own.arm.name,
    reference: reference.arm.name,
    phase: metric,
    ratio: contrast.count === 0 ? null : Math.exp(settled.median),
    interval: exponentiate(settled.interval),
    n: contrast.count,
    verdict,
    sentence,
    figures: { margin: equivalence, said: verdictInWords(verdict, metric, settled, equivalence) },
  });
}

function stageFindings(analysis: Analysis, stage: number, here: CommandSeries): Finding[] {
  const reference = here.series[0] as CommandArmSeries;
  const findings = [controlFinding(analysis, stage, here)];
  for (const [index, own] of here.series.slice(1, -1).entries()) {
    for (const metric of ['wall', 'cpu', 'minor-faults'] as const)
      findings.push(metricFinding(analysis, stage, here, metric, index + 1));
    const peak = peakFinding(analysis, stage, own, reference);
    if (peak) findings.push(peak);
  }
  return findings;
}

export function findCommands(analysis: Analysis): Finding[] {
  return analysis.commands.flatMap((here, stage) =>
    here && here.blocks > 0 ? stageFindings(analysis, stage, here) : [],
  );
}
