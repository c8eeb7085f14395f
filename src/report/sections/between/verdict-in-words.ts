/** A verdict with its sign: told apart by it where there is no colour. */
import type { Verdict } from '../../../model/finding.ts';
import { formatInterval, formatRatio } from '../../../model/units.ts';
import type { Standing } from './common-comparisons.ts';

const signs: Readonly<Record<Verdict, string>> = {
  different: '≠',
  equivalent: '≈',
  unresolved: '?',
  void: '∅',
};

export function verdictInWords(verdict: Verdict | null): string {
  return verdict === null ? 'no verdict' : `${signs[verdict]} ${verdict}`;
}

/** What has neither verdict nor interval is only described. */
export function standingInWords({ ratio, low, high, verdict }: Standing): string {
  if (verdict === null && low === null) return formatRatio(ratio);
  return formatInterval(ratio, low ?? 0, high ?? Number.POSITIVE_INFINITY);
}
