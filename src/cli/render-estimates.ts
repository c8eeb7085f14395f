/** Medians in a table: a row for each arm, a column for each phase, a part for each size and pattern. */
import type { Finding } from '../model/finding.ts';
import { phases } from '../model/probe.ts';
import { formatBytes, formatCount, formatDuration } from '../model/units.ts';
import { type stylist, table } from './terminal.ts';

function figure(finding: Finding, name: string): number | undefined {
  const value = finding.figures?.[name];
  return typeof value === 'number' ? value : undefined;
}

function duration(ns: number | undefined): string {
  return ns === undefined ? '-' : formatDuration(ns);
}

/** Arms with settings have long names; the sentences have them whole. */
function shorten(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

function row(finding: Finding): string[] {
  const faults = (figure(finding, 'allocateFaults') ?? 0) + (figure(finding, 'first-touchFaults') ?? 0);
  return [
    shorten(finding.arm ?? ''),
    ...phases.map((phase) => duration(figure(finding, `${phase}Ns`))),
    formatCount(faults),
    duration(figure(finding, 'nsPerFault')),
    duration(figure(finding, 'nsPerByte')),
  ];
}

const head = ['', 'allocate', 'touch 1', 'touch 2', 'release', 'faults', 'a fault', 'a byte'];

const longestName = 15;

/** Estimates of one stage, size and pattern belong together. */
function groupKey(finding: Finding): string {
  return [finding.stage, finding.sizeBytes, finding.figures?.pattern].join('/');
}

export function renderEstimates(findings: readonly Finding[], paint: ReturnType<typeof stylist>): string[] {
  if (findings.length === 0) return [];
  const groups = new Map<string, Finding[]>();
  for (const finding of findings)
    groups.set(groupKey(finding), [...(groups.get(groupKey(finding)) ?? []), finding]);
  const parts = [...groups.values()].flatMap((group) => {
    const [first] = group as [Finding];
    const design = first.design === 'fresh' ? '' : `, ${first.design}`;
    const title = `${formatBytes(first.sizeBytes ?? 0)}, ${String(first.figures?.pattern ?? '')}${design}`;
    return ['', `  ${title}`, table([head, ...group.map(row)], '    ')];
  });
  return ['', paint('bold', 'Medians by phase'), ...parts];
}
