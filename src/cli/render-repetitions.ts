/** The program repeated, in its own form: two lines of "Experiment took" a run, side by side. */
import type { Finding } from '../model/finding.ts';
import { formatBytes } from '../model/units.ts';
import { type stylist, table, wrap } from './terminal.ts';

/** What the program prints above each of its figures, by strategy. */
const captions: Record<string, string> = {
  malloc: 'Malloc allocation and zeroing:',
  'mmap-private': 'Mmaping and writing 1:',
};

function seconds(finding: Finding, name: string): number[] {
  const values = finding.figures?.[name];
  return Array.isArray(values) ? values : [];
}

function took(value: number | undefined): string {
  return value === undefined ? '' : `Experiment took ${value.toFixed(6)} secs`;
}

/** The table right-aligns all columns but the first; text reads better from the left. */
function padded(row: readonly string[]): string[] {
  return row.map((text) => text.padEnd(31));
}

function renderOne(finding: Finding): string[] {
  const [first, second] = [seconds(finding, 'firstSeconds'), seconds(finding, 'secondSeconds')];
  const caption = (name: string | null): string => captions[name ?? ''] ?? `${name}:`;
  const rows = first.map((value, run) => [took(value), took(second[run])]);
  return [
    '',
    table([[caption(finding.arm), caption(finding.reference)], ...rows].map(padded)),
    wrap(finding.sentence, '    ', '  - '),
  ];
}

export function renderRepetitions(findings: readonly Finding[], paint: ReturnType<typeof stylist>): string[] {
  const size = findings[0]?.sizeBytes;
  if (!size) return [];
  return ['', paint('bold', `The program repeated (${formatBytes(size)})`), ...findings.flatMap(renderOne)];
}
