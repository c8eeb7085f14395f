/** A run of commands as text: which they are, what each took, and how each compares with the first. */
import type { Analysis } from '../analysis/index.ts';
import type { CommandArm, CommandStage } from '../model/experiment.ts';
import type { Finding } from '../model/finding.ts';
import { formatBytes, formatCount, formatDuration, formatRatio } from '../model/units.ts';
import { type stylist, table, wrap } from './terminal.ts';

type Paint = ReturnType<typeof stylist>;

/** The run's stage of commands, where it has one. */
export function commandStage(analysis: Analysis): CommandStage | undefined {
  return analysis.header.plan.stages.find((stage) => stage.kind === 'commands');
}

function howRun({ shell, argv }: CommandArm): string {
  return shell === null ? 'run directly' : `through ${argv.slice(0, -1).join(' ')}`;
}

/** The commands whose names do not say them whole, and how they are run. */
export function renderCommandList(stage: CommandStage): string[] {
  const ways = new Set(stage.commands.map(howRun));
  const one = ways.size === 1;
  const told = stage.commands.filter((arm) => !one || arm.name !== arm.line);
  const lines = told.map((arm) => {
    const line = arm.name === arm.line ? '' : `: ${arm.line.replaceAll('\n', ' ')}`;
    return wrap(`${arm.name}${line}${one ? '' : ` (${howRun(arm)})`}`, '      ', '    ');
  });
  return [...(one ? [wrap(`commands ${[...ways][0]}`, '  ')] : ['  commands:']), ...lines];
}

function figure(finding: Finding, name: string): number | undefined {
  const value = finding.figures?.[name];
  return typeof value === 'number' ? value : undefined;
}

function duration(finding: Finding, name: string): string {
  const ns = figure(finding, name);
  return ns === undefined ? '-' : formatDuration(ns);
}

const longestName = 20;

function shorten(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

function estimateRow(finding: Finding): string[] {
  const peak = figure(finding, 'peakBytes');
  return [
    shorten(finding.arm ?? ''),
    duration(finding, 'medianNs'),
    duration(finding, 'meanNs'),
    duration(finding, 'standardDeviationNs'),
    duration(finding, 'userNs'),
    duration(finding, 'systemNs'),
    formatCount(Math.round(figure(finding, 'minorFaults') ?? 0)),
    peak === undefined ? '-' : formatBytes(peak),
  ];
}

const metricNames: Record<string, string> = {
  wall: 'wall time',
  cpu: 'CPU time',
  'minor-faults': 'minor faults',
  'peak-memory': 'peak memory',
};

function comparisonRow(finding: Finding): string[] {
  const { interval, ratio, phase } = finding;
  const peak = phase === 'peak-memory';
  const low = peak ? figure(finding, 'rangeLow') : interval?.low;
  const high = peak ? figure(finding, 'rangeHigh') : interval?.high;
  const bounded = low != null && high != null && low > 0;
  return [
    `  ${metricNames[phase ?? ''] ?? phase}`,
    ratio === null ? '-' : formatRatio(ratio),
    bounded ? `${formatRatio(low)}..${formatRatio(high)}` : 'no interval yet',
    peak ? '(range; no verdict)' : (String(finding.figures?.said ?? '').split(':')[0] ?? ''),
  ];
}

/** The table's last column is text: it reads better from the left. */
function padLast(rows: readonly string[][]): string[][] {
  const widest = Math.max(...rows.map((row) => row.at(-1)?.length ?? 0));
  return rows.map((row) => [...row.slice(0, -1), (row.at(-1) ?? '').padEnd(widest)]);
}

function renderRatios(comparisons: readonly Finding[]): string[] {
  const arms = [...new Set(comparisons.map((finding) => finding.arm))];
  return arms.flatMap((arm) => {
    const rows = comparisons.filter((finding) => finding.arm === arm).map(comparisonRow);
    return ['', wrap(arm ?? '', '    ', '  '), table(padLast(rows), '  ')];
  });
}

/** The tables of a run of commands. */
export function renderCommandTables(findings: readonly Finding[], paint: Paint): string[] {
  const estimates = findings.filter((finding) => finding.kind === 'estimate');
  const comparisons = findings.filter((finding) => finding.kind === 'comparison' && finding.n > 0);
  const head = ['', 'median', 'mean', 'sd', 'user', 'system', 'faults', 'peak'];
  const taken =
    estimates.length > 0
      ? ['', paint('bold', 'Each by itself'), table([head, ...estimates.map(estimateRow)])]
      : [];
  const reference = comparisons[0]?.reference;
  const compared =
    comparisons.length > 0
      ? ['', paint('bold', `Ratios to ${reference}, block by block`), ...renderRatios(comparisons)]
      : [];
  return [...taken, ...compared];
}
