/** Every comparison of a run as a row: grouped by what was compared and how, then by size; the control arm last. */
import type { Finding, Verdict } from '../../../model/finding.ts';
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes } from '../../../model/units.ts';

export type ForestRow = {
  readonly arm: string;
  readonly reference: string;
  readonly isControl: boolean;
  readonly ratio: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** Null for the control arm while it holds, and for what is only described. */
  readonly verdict: Verdict | null;
  readonly sizeBytes: number | null;
  readonly stage: string;
  readonly phase: string;
  /** The ends are those of a few values' range, not of an interval. */
  readonly isRange: boolean;
};

export type ForestGroup = { readonly heading: string; readonly rows: readonly ForestRow[] };

/** More rows than these are in the table only; fewer while no interval has closed, because there is little to see. */
const mostRows = 32;
const mostOpenRows = 20;

function rowOf(finding: Finding): ForestRow[] {
  const { kind, arm, reference, ratio, interval, n, verdict, sizeBytes, stage, phase, figures } = finding;
  if ((kind !== 'comparison' && kind !== 'control') || ratio === null || ratio <= 0 || n === 0) return [];
  const range = [figures?.rangeLow, figures?.rangeHigh].map((end) => (typeof end === 'number' ? end : null));
  const low = interval?.low ?? range[0] ?? null;
  return [
    {
      arm: arm ?? '',
      reference: reference ?? '',
      isControl: kind === 'control',
      ratio,
      low: low !== null && low > 0 ? low : null,
      high: interval?.high ?? range[1] ?? null,
      n,
      verdict,
      sizeBytes,
      stage,
      phase: phase ?? '',
      isRange: interval === null && range[0] !== null,
    },
  ];
}

const metrics: Readonly<Record<string, string>> = {
  wall: 'wall time',
  cpu: 'CPU time',
  'minor-faults': 'minor faults',
  'peak-memory': 'peak memory',
};

function phaseInWords(phase: string | null): string {
  return metrics[phase ?? ''] ?? phase ?? '';
}

/** What the rows of one heading have in common, in so many words as tell it from the run's other headings. */
function headings(findings: readonly Finding[]): (finding: Finding) => string {
  const compared = findings.filter(({ kind }) => kind === 'comparison');
  const several = (of: (finding: Finding) => unknown): boolean => new Set(compared.map(of)).size > 1;
  const [stages, designs, phases] = [
    several(({ stage }) => stage),
    several(({ design }) => design),
    several(({ phase }) => phase),
  ];
  const references = several(({ reference }) => reference);
  return ({ stage, design, phase, sizeBytes, kind, reference }) =>
    [
      sizeBytes === null ? '' : formatBytes(sizeBytes),
      stages ? stage : '',
      designs && design ? design : '',
      // The control arm of a cell stands with what is compared there.
      phases && (kind === 'comparison' || sizeBytes === null) ? phaseInWords(phase) : '',
      references ? `against ${reference}` : '',
    ]
      .filter((part) => part !== '')
      .join(', ');
}

/** Rows of one heading, the control arm last. */
function ordered(rows: readonly ForestRow[]): ForestRow[] {
  return [...rows.filter(({ isControl }) => !isControl), ...rows.filter(({ isControl }) => isControl)];
}

export function forestOf({ findings }: ReportRun): ForestGroup[] {
  const heading = headings(findings);
  const groups = new Map<string, { words: string; rows: ForestRow[] }>();
  let last = '';
  // A control comes just before the comparisons of its cell.
  const waiting: ForestRow[] = [];
  for (const finding of findings) {
    const rows = rowOf(finding);
    if (rows.length === 0) continue;
    if (finding.kind === 'control') {
      waiting.splice(0, waiting.length, ...rows);
      continue;
    }
    const words = heading(finding);
    last = JSON.stringify([words, finding.stage, finding.design, finding.sizeBytes, finding.phase]);
    const group = groups.get(last) ?? { words, rows: [] };
    group.rows.push(...rows, ...waiting.splice(0));
    groups.set(last, group);
  }
  return [...groups.values()].map(({ words, rows }) => ({ heading: words, rows: ordered(rows) }));
}

/** The first groups, as many as have room. */
export function drawnRows(groups: readonly ForestGroup[]): ForestGroup[] {
  const isOpen = groups.every(({ rows }) => rows.every(({ low, high }) => low === null || high === null));
  let left = isOpen ? mostOpenRows : mostRows;
  return groups.flatMap(({ heading, rows }) => {
    const drawn = rows.slice(0, Math.max(0, left));
    left -= rows.length;
    return drawn.length > 0 ? [{ heading, rows: drawn }] : [];
  });
}
