/** Every VMA of a process with the class that the first fitting rule gives it. */
import type { Backing, Region, RegionClass } from '../model/layout.ts';
import type { Vma } from '../model/process-image.ts';
import type { Facts } from './facts.ts';
import { type HugePages, hugePagesOf, type Place, type Rule, rules, type Verdict } from './rules/index.ts';
import { usageOf } from './usage.ts';
import { isFile, permissionsText, sizeOf } from './vma.ts';

export type Classified = { readonly region: Region; readonly group: string | undefined };

/** The first rule that answers, and its answer; null where none does, which the whole table never lets happen. */
function decide(
  place: Place,
  facts: Facts,
  table: readonly Rule[],
): { readonly rule: Rule; readonly verdict: Verdict } | null {
  for (const rule of table) {
    const verdict = rule.judge(place, facts);
    if (verdict) return { rule, verdict };
  }
  return null;
}

// Shared by all regions: a process may have sixty thousand, and these are the same in most.
const anonymous: Backing = { kind: 'anonymous' };
const kernel: Backing = { kind: 'kernel' };
const none: readonly never[] = [];

/** One object for each rule and reason, however many regions it decided. */
class Reasons {
  readonly #known = new Map<string, Region['rule']>();

  of(number: number, reason: string): Region['rule'] {
    const known = this.#known.get(reason);
    if (known?.number === number) return known;
    const made = { number, reason };
    this.#known.set(reason, made);
    return made;
  }
}

function backingOf(vma: Vma, found: RegionClass): Backing {
  if (found === 'kernel-page') return kernel;
  if (!isFile(vma)) return anonymous;
  const kind = found === 'hugetlb' ? 'hugetlb' : found === 'shared-memory' ? 'shared-memory' : 'file';
  return { kind, path: vma.path, offsetBytes: vma.offsetBytes, deleted: vma.deleted };
}

function regionOf(vma: Vma, rule: Region['rule'], verdict: Verdict, hugePages: HugePages): Region {
  return {
    kind: 'region',
    start: vma.start,
    end: vma.end,
    sizeBytes: sizeOf(vma),
    permissions: permissionsText(vma),
    class: verdict.class,
    part: verdict.part ?? null,
    label: verdict.label,
    rule,
    certainty: verdict.certainty ?? 'known',
    backing: backingOf(vma, verdict.class),
    usage: vma.usage ? usageOf(vma.usage) : null,
    hugePages,
    merged: verdict.merged ?? none,
    notes: verdict.notes ?? none,
  };
}

/** `table` are rules 1 to 18 without 16, `hugePages` is rule 16: tests leave one out to see that it is needed. */
export function classify(
  facts: Facts,
  table: readonly Rule[] = rules,
  hugePages = hugePagesOf,
): Classified[] {
  const { vmas } = facts.image;
  const reasons = new Reasons();
  return vmas.map((vma, i) => {
    const decision = decide({ vma, before: vmas[i - 1], after: vmas[i + 1] }, facts, table);
    if (!decision) throw new Error('no rule of classification answered');
    const { rule, verdict } = decision;
    const reason = reasons.of(rule.number, verdict.reason);
    return { region: regionOf(vma, reason, verdict, hugePages(vma)), group: verdict.group };
  });
}
