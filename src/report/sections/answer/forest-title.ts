/** What a page of comparisons shows, counted. */
import { formatCount, formatNumber } from '../../../model/units.ts';
import type { ForestRow } from './forest-rows.ts';

/** `Of 16 comparisons 9 are different, 4 equivalent and 3 not resolved`. */
export function forestTitle(rows: readonly ForestRow[]): string {
  const compared = rows.filter(({ isControl }) => !isControl);
  const count = (verdict: ForestRow['verdict']): number =>
    compared.filter((row) => row.verdict === verdict).length;
  const parts = [
    { n: count('different'), words: 'different' },
    { n: count('equivalent'), words: 'equivalent' },
    { n: count('unresolved'), words: 'not resolved' },
    { n: count('void'), words: 'void' },
    { n: count(null), words: 'without a verdict' },
  ].filter(({ n }) => n > 0);
  const [only, ...others] = parts;
  if (!only) return 'Nothing was compared';
  if (others.length === 0) {
    return compared.length === 1
      ? `The one comparison is ${only.words}`
      : `All ${formatCount(compared.length)} comparisons are ${only.words}`;
  }
  const said = parts.map(({ n, words }) => `${formatCount(n)} ${n === 1 ? 'is' : 'are'} ${words}`);
  return `Of ${formatNumber(compared.length, 'comparison')} ${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}
