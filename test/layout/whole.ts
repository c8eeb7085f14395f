/** What holds of every layout: all addresses covered once and in order, every VMA in it, sums that agree. */
import { expect } from 'vitest';
import type { Gap, Group, Layout, Region } from '../../src/model/layout.ts';
import type { Vma } from '../../src/model/process-image.ts';

type Item = Group | Gap | Region;

/** Each begins where the one before ends. */
function expectSeamless(items: readonly Item[], start: number, end: number): void {
  let reached = start;
  for (const item of items) {
    expect(item.start).toBe(reached);
    expect(item.end).toBeGreaterThan(item.start);
    reached = item.end;
  }
  expect(reached).toBe(end);
}

export function regionsOf(layout: Layout): Region[] {
  return layout.items.flatMap((item) =>
    item.kind === 'group' ? item.items.filter((one) => one.kind === 'region') : [],
  );
}

export function expectWhole(layout: Layout, vmas: readonly Vma[]): void {
  expectSeamless(layout.items, 0, layout.items.at(-1)!.end);
  for (const item of layout.items) {
    if (item.kind === 'gap') continue;
    expectSeamless(item.items, item.start, item.end);
    const regions = item.items.filter((one) => one.kind === 'region');
    expect(item.regionCount).toBe(regions.length);
    expect(item.sizeBytes).toBe(regions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  }
  const regions = regionsOf(layout);
  expect(regions.map(({ start, end }) => [start, end])).toEqual(vmas.map(({ start, end }) => [start, end]));
  const sum = (pick: (region: Region) => number): number => regions.reduce((all, one) => all + pick(one), 0);
  expect(layout.totals.mappedBytes).toBe(sum(({ sizeBytes }) => sizeBytes));
  expect(layout.totals.regionCount).toBe(regions.length);
  if (layout.totals.usage) {
    expect(layout.totals.usage.residentBytes).toBe(sum(({ usage }) => usage?.residentBytes ?? 0));
  }
}
