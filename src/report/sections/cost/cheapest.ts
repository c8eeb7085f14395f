/** Which arm is cheapest where, as far as the run can tell. */
import type { ReportCell, ReportRun } from '../../../model/report.ts';
import { formatBytes, formatPercent } from '../../../model/units.ts';
import { isOfCell } from '../../parts/findings-of-cell.ts';
import type { CostSeries } from './cost-series.ts';

export type Outcome = { readonly kind: 'arm' | 'same' | 'open' | 'void'; readonly arm: string };

/** What the run can tell of one size. */
export function outcomeOf(run: ReportRun, cell: ReportCell, arms: readonly string[]): Outcome {
  const here = run.findings.filter((finding) => isOfCell(finding, cell));
  const ranking = here.find(({ kind }) => kind === 'ranking');
  const finding = ranking ?? here.find(({ kind, n }) => kind === 'comparison' && n > 0);
  if (!finding || (!ranking && arms.length > 2)) return { kind: 'open', arm: '' };
  if (finding.verdict === 'void') return { kind: 'void', arm: '' };
  if (finding.verdict === 'equivalent') return { kind: 'same', arm: '' };
  if (finding.verdict !== 'different') return { kind: 'open', arm: '' };
  // A ranking names the fastest first; a comparison may go either way.
  const isFaster = ranking !== undefined || (finding.ratio ?? 1) < 1;
  return { kind: 'arm', arm: (isFaster ? finding.arm : finding.reference) ?? '' };
}

/** `at 64 KiB`, `from 64 KiB to 1 MiB and at 16 MiB`: neighbours are drawn together. */
export function sizesInWords(indices: readonly number[], sizesBytes: readonly number[]): string {
  if (indices.length === sizesBytes.length) return 'at every size';
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  const words = ranges.map(([from, to]) => {
    const [first, last] = [formatBytes(sizesBytes[from] ?? 0), formatBytes(sizesBytes[to] ?? 0)];
    return from === to ? `at ${first}` : `from ${first} to ${last}`;
  });
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');
}

/** A sentence without its full stop, for a title. */
export function cheapestInWords(run: ReportRun, series: CostSeries, names: (arm: string) => string): string {
  const { cells, arms, sizesBytes } = series;
  const [only, other] = arms;
  const outcomes = cells.map((cell) => outcomeOf(run, cell, arms));
  const where = (kind: Outcome['kind'], arm = ''): string =>
    sizesInWords(
      outcomes.flatMap((one, index) => (one.kind === kind && one.arm === arm ? [index] : [])),
      sizesBytes,
    );
  const winners = [...new Set(outcomes.flatMap(({ kind, arm }) => (kind === 'arm' ? [arm] : [])))];
  const isPair = arms.length === 2;
  // Of more than two, a ranking compares the cheapest and the next: nothing is known of the others.
  const all = isPair ? `${names(only ?? '')} and ${names(other ?? '')}` : 'the two cheapest';
  const cheap = isPair ? 'cheaper' : 'cheapest';
  const within = formatPercent(run.header.settings.equivalence);
  const [same, open, blank] = [where('same'), where('open'), where('void')];
  const untold = isPair && winners.length + same.length > 0 ? 'they' : all;
  const parts = [
    ...winners.map((arm, index) => `${names(arm)} ${index === 0 ? `is ${cheap} ` : ''}${where('arm', arm)}`),
    ...(same === '' ? [] : [`${all} cost the same within ${within} ${same}`]),
    ...(open === '' ? [] : [`${untold} are not told apart ${open}`]),
    ...(blank === '' ? [] : [`identical arms differ ${blank}`]),
  ];
  return parts.join('; ');
}
