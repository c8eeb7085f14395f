/** Whether it matters which half of the program runs first: the finding of the picture, in words. */
import type { ReportRun } from '../../../model/report.ts';
import { formatPercent } from '../../../model/units.ts';
import type { Repetition } from './repetitions.ts';

/** The first half's median over the second's. */
function ratiosOf(repetitions: readonly Repetition[]): { first: string; ratio: number }[] {
  return repetitions.flatMap(({ from, halves: [first, second] }) => {
    const ratio = (first?.medianSeconds ?? 0) / (second?.medianSeconds ?? 0);
    return from === 'repeated' && ratio > 0 && Number.isFinite(ratio)
      ? [{ first: first?.arm ?? '', ratio }]
      : [];
  });
}

function byHowMuch(ratios: readonly { readonly ratio: number }[]): string {
  const shares = ratios.map(({ ratio }) => Math.max(ratio, 1 / ratio) - 1);
  const [low, high] = [Math.min(...shares), Math.max(...shares)].map(formatPercent);
  return low === high ? `by ${low}` : `by ${low} to ${high}`;
}

function settingsInWords(count: number): string {
  if (count < 3) return count === 1 ? 'in the one setting' : 'in both settings';
  return `in all ${count} settings`;
}

/** Medians of a few runs that lie within the margin of equivalence are not put in an order. */
function orderInWords(
  ratios: readonly { readonly first: string; readonly ratio: number }[],
  margin: number,
): string {
  const firstSlower = ratios.filter(({ ratio }) => ratio >= 1);
  const names = [...new Set(ratios.map(({ first }) => first))];
  const settings = settingsInWords(ratios.length);
  if (ratios.every(({ ratio }) => Math.max(ratio, 1 / ratio) <= 1 + margin))
    return `Both halves took the same within ${formatPercent(margin)}, whichever ran first, ${settings}`;
  if (firstSlower.length === ratios.length)
    return `Whichever half ran first took longer, ${byHowMuch(ratios)}, ${settings}`;
  if (firstSlower.length === 0)
    return `Whichever half ran second took longer, ${byHowMuch(ratios)}, ${settings}`;
  const [name] = names;
  const slower = ratios.filter(({ first, ratio }) => (first === name ? ratio >= 1 : ratio < 1));
  if (slower.length === ratios.length) return `${name} took longer in either order, ${byHowMuch(ratios)}`;
  return `The half that ran first took longer in ${firstSlower.length} of ${ratios.length} settings, ${name} in ${slower.length}`;
}

function controlInWords({ findings }: ReportRun): string {
  const verdicts = findings.flatMap(({ kind, stage, verdict }) =>
    kind === 'comparison' && stage === 'controlled' && verdict !== null ? [verdict] : [],
  );
  if (verdicts.length === 0) return '';
  return `; controlled: ${[...new Set(verdicts)].join(', ')}`;
}

export function whoGoesFirst(run: ReportRun, repetitions: readonly Repetition[]): string {
  const ratios = ratiosOf(repetitions);
  if (ratios.length === 0) return `The post's program, repeated${controlInWords(run)}`;
  return `${orderInWords(ratios, run.header.settings.equivalence)}${controlInWords(run)}`;
}
