/** Which groups of a large process a drawing shows by themselves; neighbours of lesser interest are drawn as one. */
import type { Gap, Group, RegionClass } from '../model/layout.ts';
import type { Bundle } from '../model/layout-picture.ts';
import { sumUsage } from './usage.ts';

type Item = Group | Gap;

/** What every process has and everybody looks for. */
const always: ReadonlySet<RegionClass> = new Set(['program', 'heap', 'stack', 'kernel-page']);

/** Resident bytes first; addresses only break ties. */
function weight({ usage, sizeBytes }: Group): number {
  return (usage?.residentBytes ?? 0) + (usage?.hugetlbBytes ?? 0) + sizeBytes / 2 ** 24;
}

function makeBundle(items: readonly Item[]): Bundle {
  const groups = items.filter((item) => item.kind === 'group');
  const counts = new Map<RegionClass, number>();
  for (const group of groups) counts.set(group.class, (counts.get(group.class) ?? 0) + group.regionCount);
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
  const sizeBytes = sum(groups.map((group) => group.sizeBytes));
  const [start, end] = [items[0]!.start, items.at(-1)!.end];
  return {
    kind: 'bundle',
    start,
    end,
    sizeBytes,
    gapBytes: end - start - sizeBytes,
    groupCount: groups.length,
    regionCount: sum(groups.map(({ regionCount }) => regionCount)),
    usage: sumUsage(groups.map(({ usage }) => usage)),
    classes: [...counts].map(([name, count]) => ({ class: name, count })).sort((a, b) => b.count - a.count),
  };
}

/** The groups that stay by themselves: what everybody looks for, and the heaviest of the rest. */
function keptGroups(groups: readonly Group[], most: number): ReadonlySet<Group> {
  const main = groups.filter((group) => always.has(group.class));
  const others = groups.filter((group) => !always.has(group.class)).sort((a, b) => weight(b) - weight(a));
  return new Set([...main, ...others.slice(0, Math.max(0, most - main.length))]);
}

/** The items in their order, all but the `most` most interesting groups bundled with their neighbours. */
export function bundle(items: readonly Item[], most: number): (Item | Bundle)[] {
  const groups = items.filter((item) => item.kind === 'group');
  if (groups.length <= most) return [...items];
  const kept = keptGroups(groups, most);
  const result: (Item | Bundle)[] = [];
  let open: Item[] = [];
  const close = (): void => {
    const trailing: Item[] = [];
    while (open.at(-1)?.kind === 'gap') trailing.unshift(open.pop()!);
    const only = open.length === 1;
    if (open.length > 0) result.push(...(only ? open : [makeBundle(open)]));
    result.push(...trailing);
    open = [];
  };
  for (const item of items) {
    const joins = item.kind === 'gap' ? item.reason === 'hole' && open.length > 0 : !kept.has(item);
    if (joins) open.push(item);
    else {
      close();
      result.push(item);
    }
  }
  close();
  return result;
}
