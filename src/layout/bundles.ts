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

function makeBundle(items: readonly Item[], label: string | null): Bundle {
  const groups = items.filter((item) => item.kind === 'group');
  const counts = new Map<RegionClass, number>();
  for (const group of groups) counts.set(group.class, (counts.get(group.class) ?? 0) + group.regionCount);
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
  const sizeBytes = sum(groups.map((group) => group.sizeBytes));
  const [start, end] = [items[0]!.start, items.at(-1)!.end];
  return {
    kind: 'bundle',
    label,
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

/** Runs of so many alike are drawn as one. */
const leastAlike = 4;

/** Which bundle each group may join: its own kind where many alike follow each other, the lesser ones; none where it is kept. */
function bundleNames(groups: readonly Group[], most: number): ReadonlyMap<Group, string> {
  const names = new Map<Group, string>();
  for (let from = 0, to = 0; from < groups.length; from = to) {
    const { class: name, label } = groups[from]!;
    while (groups[to]?.class === name && groups[to]?.label === label) to++;
    if (to - from < leastAlike || always.has(name)) continue;
    for (const group of groups.slice(from, to)) names.set(group, label);
  }
  const others = groups.filter((group) => !names.has(group));
  if (others.length + new Set(names.values()).size <= most) return names;
  const kept = keptGroups(others, most);
  for (const group of others) if (!kept.has(group)) names.set(group, '');
  return names;
}

/** The items in their order; many alike are bundled, and so are all but the `most` most interesting groups. */
export function bundle(items: readonly Item[], most: number): (Item | Bundle)[] {
  const names = bundleNames(
    items.filter((item) => item.kind === 'group'),
    most,
  );
  const result: (Item | Bundle)[] = [];
  let open: Item[] = [];
  let openName: string | undefined;
  const close = (): void => {
    const trailing: Item[] = [];
    while (open.at(-1)?.kind === 'gap') trailing.unshift(open.pop()!);
    if (open.length > 0) result.push(...(open.length === 1 ? open : [makeBundle(open, openName || null)]));
    result.push(...trailing);
    open = [];
    openName = undefined;
  };
  for (const item of items) {
    const name = item.kind === 'group' ? names.get(item) : undefined;
    const joins = item.kind === 'gap' && item.reason === 'hole' && open.length > 0;
    if (joins || (name !== undefined && name === openName)) {
      open.push(item);
      continue;
    }
    close();
    if (name === undefined) result.push(item);
    else {
      open = [item];
      openName = name;
    }
  }
  close();
  return result;
}
