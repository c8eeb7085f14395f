/** Every VMA of a process with the class that the first fitting rule gives it. */
import type { Backing, Region, RegionClass } from '../model/layout.ts';
import type { Vma } from '../model/process-image.ts';
import type { Facts } from './facts.ts';
import { hugePagesOf, type Place, type Rule, rules, type Verdict } from './rules/index.ts';
import { usageOf } from './usage.ts';
import { isFile, permissionsText, sizeOf } from './vma.ts';

export type Classified = { readonly region: Region; readonly group: string | undefined };

/** The first rule that answers, and its answer; null where none does, which the whole table never lets happen. */
export function decide(
  place: Place,
  facts: Facts,
  table: readonly Rule[] = rules,
): { readonly rule: Rule; readonly verdict: Verdict } | null {
  for (const rule of table) {
    const verdict = rule.judge(place, facts);
    if (verdict) return { rule, verdict };
  }
  return null;
}

function backingOf(vma: Vma, found: RegionClass): Backing {
  if (found === 'kernel-page') return { kind: 'kernel' };
  if (!isFile(vma)) return { kind: 'anonymous' };
  const kind = found === 'hugetlb' ? 'hugetlb' : found === 'shared-memory' ? 'shared-memory' : 'file';
  return { kind, path: vma.path, offsetBytes: vma.offsetBytes, deleted: vma.deleted };
}

function regionOf(vma: Vma, { number }: Rule, verdict: Verdict): Region {
  return {
    kind: 'region',
    start: vma.start,
    end: vma.end,
    sizeBytes: sizeOf(vma),
    permissions: permissionsText(vma),
    class: verdict.class,
    part: verdict.part ?? null,
    label: verdict.label,
    rule: { number, reason: verdict.reason },
    certainty: verdict.certainty ?? 'known',
    backing: backingOf(vma, verdict.class),
    usage: vma.usage ? usageOf(vma.usage) : null,
    hugePages: hugePagesOf(vma),
    merged: verdict.merged ?? [],
    notes: verdict.notes ?? [],
  };
}

export function classify(facts: Facts): Classified[] {
  const { vmas } = facts.image;
  return vmas.map((vma, i) => {
    const decision = decide({ vma, before: vmas[i - 1], after: vmas[i + 1] }, facts);
    if (!decision) throw new Error('no rule of classification answered');
    return { region: regionOf(vma, decision.rule, decision.verdict), group: decision.verdict.group };
  });
}
