/** Many cells at a glance: for each size a row for each arm and a column for each touch pattern. */
import type { Finding } from '../model/finding.ts';
import { formatBytes, formatDuration, formatPercent, formatRatio } from '../model/units.ts';
import { type stylist, table, wrap } from './terminal.ts';

/** Short heads for the columns; other patterns are cut. */
const heads: Record<string, string> = {
  'write-all': 'all',
  'write-page': 'page',
  'write-page-random': 'random',
  'read-page': 'read',
  'read-write-page': 'rd+wr',
  'write-fraction': 'fraction',
};

/** The pattern's short name. */
export function shortPattern(pattern: string): string {
  return heads[pattern] ?? pattern.slice(0, 8);
}

const marks = { different: '', equivalent: '=', unresolved: '?', void: '!' };

function patternOf(finding: Finding): string {
  return String(finding.figures?.pattern ?? '');
}

function ratioCell(finding: Finding | undefined): string {
  if (finding?.ratio == null || !finding.verdict) return '-';
  return `${formatRatio(finding.ratio)}${marks[finding.verdict]}`;
}

function medianOf(estimates: readonly Finding[], arm: string | null, pattern: string): string {
  const estimate = estimates.find((one) => one.arm === arm && patternOf(one) === pattern);
  const ns = estimate?.figures?.medianNs;
  return typeof ns === 'number' ? formatDuration(ns) : '-';
}

function sizeTable(comparisons: readonly Finding[], estimates: readonly Finding[]): string[] {
  const [first] = comparisons as [Finding];
  const patterns = [...new Set(comparisons.map(patternOf))];
  const arms = [...new Set(comparisons.map((finding) => finding.arm))];
  const rows = arms.map((arm) => [
    arm ?? '',
    ...patterns.map((pattern) =>
      ratioCell(comparisons.find((finding) => finding.arm === arm && patternOf(finding) === pattern)),
    ),
  ]);
  return [
    '',
    `  ${formatBytes(first.sizeBytes ?? 0)}, time over ${first.reference}'s`,
    table(
      [
        ['', ...patterns.map(shortPattern)],
        [first.reference ?? '', ...patterns.map((pattern) => medianOf(estimates, first.reference, pattern))],
        ...rows,
      ],
      '    ',
    ),
  ];
}

/** The comparisons of a run with many cells; `estimates` gives the reference's own times. */
export function renderMatrix(
  comparisons: readonly Finding[],
  estimates: readonly Finding[],
  paint: ReturnType<typeof stylist>,
): string[] {
  const sizes = [...new Set(comparisons.map((finding) => finding.sizeBytes))];
  const atSize = (list: readonly Finding[], size: number | null): Finding[] =>
    list.filter((finding) => finding.sizeBytes === size);
  return [
    '',
    paint('bold', 'Allocate and first touch, compared'),
    wrap('No mark: different. = equivalent, ? unresolved, ! void. `--format json` has every interval.', '  '),
    ...sizes.flatMap((size) => sizeTable(atSize(comparisons, size), atSize(estimates, size))),
  ];
}

/** The controls of many cells in one sentence. */
export function renderControls(controls: readonly Finding[]): string {
  const resolutions = controls
    .map((finding) => finding.figures?.resolution)
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  const told = (value: number | undefined): string => formatPercent(value ?? Number.NaN);
  const spread =
    resolutions.length > 0
      ? `the smallest difference told is ${told(resolutions[0])} in the best, ${told(resolutions.at(-1))} in the worst`
      : 'too few blocks to tell any difference';
  const broken = controls.filter((finding) => finding.verdict === 'void').length;
  return wrap(`A/A in ${controls.length} cells: ${broken} void; ${spread}.`, '    ', '  - ');
}
