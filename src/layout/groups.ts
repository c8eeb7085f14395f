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

/** Regions and gaps in one ascending order, each with the name of its group. */
function inOrder(
  classified: readonly Classified[],
  gaps: readonly Gap[],
): { items: Item[]; names: (string | undefined)[] } {
  const items: Item[] = [];
  const names: (string | undefined)[] = [];
  let next = 0;
  const takeBelow = (address: number): void => {
    for (; next < classified.length && classified[next]!.region.start < address; next++) {
      items.push(classified[next]!.region);
      names.push(classified[next]!.group);
    }
  };
  for (const gap of gaps) {
    takeBelow(gap.start);
    items.push(gap);
    names.push(stackGaps.has(gap.reason) ? 'stack' : undefined);
  }
  takeBelow(Number.POSITIVE_INFINITY);
  return { items, names };
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

/** The items of a group, without the gaps at its end, which lie outside of it; a stack's own gaps are its lower part. */
function closed(items: readonly Item[], name: string | undefined): (Group | Gap)[] {
  let end = items.length;
  while (name !== 'stack' && end > 0 && items[end - 1]!.kind === 'gap') end--;
  const inside = items.slice(0, end);
  const outside = items.slice(end).filter((item) => item.kind === 'gap');
  if (inside.some(({ kind }) => kind === 'region')) return [makeGroup(inside), ...outside];
  return [...inside.filter((item) => item.kind === 'gap'), ...outside];
}

export function groupItems(classified: readonly Classified[], gaps: readonly Gap[]): (Group | Gap)[] {
  const { items, names } = inOrder(withGuards(classified), gaps);
  const result: (Group | Gap)[] = [];
  let open: Item[] = [];
  let openName: string | undefined;
  const close = (): void => {
    if (open.length > 0) result.push(...closed(open, openName));
    open = [];
    openName = undefined;
  };
  items.forEach((item, i) => {
    const name = names[i];
    const inside = item.kind === 'gap' && item.reason === 'inside-module' && open.length > 0;
    if (inside || (name !== undefined && name === openName)) {
      open.push(item);
      return;
    }
    close();
    if (name === undefined) result.push(item.kind === 'gap' ? item : makeGroup([item]));
    else {
      open.push(item);
      openName = name;
    }
  });
  close();
  return result;
}
