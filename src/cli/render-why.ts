/** Which decompositions stand in the text: all of them, or of very many only what the calibration measured and a count. */
import type { Finding } from '../model/finding.ts';
import { formatNumber } from '../model/units.ts';

export type WhyText = { readonly shown: readonly Finding[]; readonly remark: string };

/** At most so many sentences; the remark counts those that are left out. */
export function chooseWhy(findings: readonly Finding[], mostSentences: number): WhyText {
  if (findings.length <= mostSentences) return { shown: findings, remark: '' };
  const of = (...outcomes: string[]): number =>
    findings.filter((finding) => outcomes.includes(String(finding.figures?.outcome))).length;
  return {
    shown: findings.filter((finding) => finding.kind === 'calibration'),
    remark: `${formatNumber(of('explained', 'refused', 'outside'), 'difference')} resolved, ${of('explained')} of them explained: --format json says each.`,
  };
}
