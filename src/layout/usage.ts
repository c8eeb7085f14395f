/** The figures of `smaps` as a layout shows them, of one VMA and summed; null stays null, never zero. */
import type { LayoutUsage } from '../model/layout.ts';
import type { VmaUsage } from '../model/process-image.ts';

function sum(...values: readonly (number | undefined)[]): number | null {
  let total: number | null = null;
  for (const value of values) {
    if (value !== undefined) total = (total ?? 0) + value;
  }
  return total;
}

/** Also of `smaps_rollup`, which has the same words. */
export function usageOf(usage: VmaUsage): LayoutUsage {
  return {
    residentBytes: usage.rssBytes ?? null,
    proportionalBytes: usage.pssBytes ?? null,
    sharedBytes: sum(usage.sharedCleanBytes, usage.sharedDirtyBytes),
    privateDirtyBytes: usage.privateDirtyBytes ?? null,
    hugeBytes: sum(usage.anonHugePagesBytes, usage.shmemPmdMappedBytes, usage.filePmdMappedBytes),
    hugetlbBytes: sum(usage.sharedHugetlbBytes, usage.privateHugetlbBytes),
    swappedBytes: usage.swapBytes ?? null,
    lockedBytes: usage.lockedBytes ?? null,
    lazyFreeBytes: usage.lazyFreeBytes ?? null,
  };
}

const names = [
  'residentBytes',
  'proportionalBytes',
  'sharedBytes',
  'privateDirtyBytes',
  'hugeBytes',
  'hugetlbBytes',
  'swappedBytes',
  'lockedBytes',
  'lazyFreeBytes',
] as const satisfies readonly (keyof LayoutUsage)[];

/** Null where none of them has figures; of a single one the same object. */
export function sumUsage(usages: readonly (LayoutUsage | null)[]): LayoutUsage | null {
  if (usages.length === 1) return usages[0] ?? null;
  let total: { -readonly [Name in keyof LayoutUsage]: LayoutUsage[Name] } | null = null;
  for (const usage of usages) {
    if (!usage) continue;
    if (!total) {
      total = { ...usage };
      continue;
    }
    for (const name of names) {
      const value = usage[name];
      if (value !== null) total[name] = (total[name] ?? 0) + value;
    }
  }
  return total;
}
