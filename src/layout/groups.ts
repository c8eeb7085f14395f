/** Regions that are one thing become one group; gaps inside it stay inside. Everything else keeps its place in the order. */
import type { Gap, GapReason, Group, Growth, Region, RegionClass } from '../model/layout.ts';
import type { Classified } from './classify.ts';
import { sumUsage } from './usage.ts';

type Item = Region | Gap;

/** Gaps that belong to the stack: they are its own room. */
const stackGaps: ReadonlySet<GapReason> = new Set(['stack-reserve', 'stack-guard-gap']);

/** The part after which a group is named, where a group has several classes. */
const leading: readonly RegionClass[] = [
  'stack',
  'thread-stack',
  'arena',
  'heap',
  'v8',
  'library',
  'program',
];

const growths: Partial<Record<RegionClass, Growth>> = {
  heap: 'up',
  stack: 'down',
  arena: 'up',
  'thread-stack': 'down',
};

function leaderOf(regions: readonly Region[]): Region {
  for (const one of leading) {
    const found = regions.find((region) => region.class === one && region.part !== 'remainder');
    if (found) return found;
  }
  return regions[0]!;
}

function makeGroup(items: readonly Item[]): Group {
  const regions = items.filter((item) => item.kind === 'region');
  const leader = leaderOf(regions);
  const isPages = leader.class === 'kernel-page' && regions.length > 1;
  const mapped = leader.part === 'mapped to grow' || leader.class !== 'stack';
  return {
    kind: 'group',
    class: leader.class,
    label: isPages ? 'vdso and its pages' : leader.label,
    start: items[0]!.start,
    end: items.at(-1)!.end,
    sizeBytes: regions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    regionCount: regions.length,
    certainty: leader.certainty,
    growth: mapped && leader.class === 'stack' ? 'down' : (growths[leader.class] ?? null),
    usage: sumUsage(regions.map(({ usage }) => usage)),
    items,
  };
}

/** Regions and gaps in one ascending order, each region with the name of its group. */
function inOrder(
  classified: readonly Classified[],
  gaps: readonly Gap[],
): { item: Item; group: string | undefined }[] {
  const merged: { item: Item; group: string | undefined }[] = [];
  let next = 0;
  for (const gap of gaps) {
    for (; next < classified.length && classified[next]!.region.start < gap.start; next++) {
      merged.push({ item: classified[next]!.region, group: classified[next]!.group });
    }
    merged.push({ item: gap, group: stackGaps.has(gap.reason) ? 'stack' : undefined });
  }
  for (; next < classified.length; next++) {
    merged.push({ item: classified[next]!.region, group: classified[next]!.group });
  }
  return merged;
}

/** A guard belongs to the stack directly above it; it was named before the stack was seen. */
function withGuards(classified: readonly Classified[]): Classified[] {
  return classified.map((one, i) => {
    const above = classified[i + 1];
    const { region } = one;
    if (
      above?.region.class === 'thread-stack' &&
      region.class === 'guard' &&
      region.end === above.region.start
    ) {
      return { region, group: `thread ${region.start}` };
    }
    const below = classified[i - 1]?.region;
    const guarded = region.class === 'thread-stack' && below?.class === 'guard' && below.end === region.start;
    return guarded ? { region, group: `thread ${below.start}` } : one;
  });
}

export function groupItems(classified: readonly Classified[], gaps: readonly Gap[]): (Group | Gap)[] {
  const ordered = inOrder(withGuards(classified), gaps);
  const result: (Group | Gap)[] = [];
  let open: Item[] = [];
  let openGroup: string | undefined;
  const close = (): void => {
    // A gap at the end of a group lies outside of it.
    const trailing: Gap[] = [];
    for (let last = open.at(-1); last?.kind === 'gap' && openGroup !== 'stack'; last = open.at(-1)) {
      trailing.unshift(last);
      open.pop();
    }
    if (open.some(({ kind }) => kind === 'region')) result.push(makeGroup(open));
    else result.push(...open.filter((item) => item.kind === 'gap'));
    result.push(...trailing);
    open = [];
    openGroup = undefined;
  };
  for (const { item, group } of ordered) {
    const inside = item.kind === 'gap' && item.reason === 'inside-module' && open.length > 0;
    if (inside) {
      open.push(item);
      continue;
    }
    if (group === undefined || group !== openGroup) close();
    if (item.kind === 'gap' && group === undefined) {
      result.push(item);
      continue;
    }
    open.push(item);
    openGroup = group;
    if (group === undefined) close();
  }
  close();
  return result;
}
