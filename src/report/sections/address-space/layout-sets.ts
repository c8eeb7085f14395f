/** Layouts that are seen together: the same program with and without address-space randomisation. */
import { type ExecChoice, execChoices } from '../../../model/exec-choices.ts';
import type { Gap } from '../../../model/layout.ts';
import type { Report, ReportLayout } from '../../../model/report.ts';

/** One layout, or two: the one without randomisation first. */
export type LayoutSet = readonly [ReportLayout] | readonly [ReportLayout, ReportLayout];

function belongTogether(one: ReportLayout, other: ReportLayout | undefined): other is ReportLayout {
  if (other === undefined || one.letter !== other.letter || one.layout.name !== other.layout.name)
    return false;
  const [first, second] = [one.layout.randomised, other.layout.randomised];
  return first !== null && second !== null && first !== second;
}

export function layoutSets({ layouts }: Report): LayoutSet[] {
  const sets: LayoutSet[] = [];
  for (let i = 0; i < layouts.length; i++) {
    const [one, other] = [layouts[i] as ReportLayout, layouts[i + 1]];
    if (!belongTogether(one, other)) {
      sets.push([one]);
      continue;
    }
    sets.push(one.layout.randomised ? [other, one] : [one, other]);
    i++;
  }
  return sets;
}

/** Gaps that are drawn, from high addresses to low. */
export function gapsOf({ picture }: ReportLayout): Gap[] {
  return picture.rows.flatMap((row) => (row.kind === 'gap' ? [row.gap] : []));
}

export function choicesOf({ layout, picture }: ReportLayout): ExecChoice[] {
  const stack = picture.rows.find((row) => 'group' in row && row.group?.label === 'stack');
  const group = stack && 'group' in stack ? stack.group : undefined;
  return execChoices(layout, group?.end);
}

/** Names of what lies there, from high addresses to low. */
function orderOf({ picture }: ReportLayout): string {
  const names = picture.rows.flatMap((row) => {
    if (row.kind === 'gap') return [];
    return [row.kind === 'bundle' ? `bundle ${row.bundle.label}` : row.group.label];
  });
  return names.join('\n');
}

export function haveOneOrder(first: ReportLayout, second: ReportLayout): boolean {
  return orderOf(first) === orderOf(second);
}
