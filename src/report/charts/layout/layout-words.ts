/** What is said of the parts of an address space, beside their boxes and in their titles. */
import type { Group, LayoutUsage, Region } from '../../../model/layout.ts';
import type { Bundle, PictureRow } from '../../../model/layout-picture.ts';
import type { ReportLayout } from '../../../model/report.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';

export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

export function residentOf(usage: LayoutUsage | null): number {
  return (usage?.residentBytes ?? 0) + (usage?.hugetlbBytes ?? 0);
}

/** What is special about the pages. */
export function remarks(usage: LayoutUsage | null): string[] {
  const said: [string, number | null | undefined][] = [
    ['huge', usage?.hugeBytes],
    ['hugetlb', usage?.hugetlbBytes],
    ['swapped', usage?.swappedBytes],
    ['locked', usage?.lockedBytes],
  ];
  return said.flatMap(([name, bytes]) => (bytes ? [`${name} ${formatBytes(bytes)}`] : []));
}

/** `24 VMAs, 102 MiB mapped, 101 MiB resident`. */
export function sums({ totals }: ReportLayout['layout']): string {
  const { residentBytes, sharedBytes } = totals.usage ?? {};
  const said = [
    formatNumber(totals.regionCount, 'VMA'),
    `${formatBytes(totals.mappedBytes)} mapped`,
    ...(residentBytes ? [`${formatBytes(residentBytes)} resident`] : []),
    ...(sharedBytes ? [`${formatBytes(sharedBytes)} of it shared`] : []),
  ];
  return said.join(', ');
}

export function regionLabel(region: Region, group: Group): string {
  const own = group.regionCount > 1 ? (region.part ?? region.label) : region.label;
  return own + [...new Set(region.merged.map((piece) => piece.class))].map((name) => ` + ${name}`).join('');
}

function regionTitle(region: Region, group: Group): string {
  const { sizeBytes, usage, certainty, permissions, rule } = region;
  const part = group.regionCount > 1 ? `, ${region.part ?? region.label}` : '';
  return [
    `${group.label}${part}: ${hex(region.start)} to ${hex(region.end)}, ${formatBytes(sizeBytes)}, ${permissions}`,
    `${region.class}, ${certainty}, by rule ${rule.number}: ${rule.reason}`,
    ...(usage
      ? [`${formatBytes(residentOf(usage))} resident, ${formatBytes(usage.sharedBytes ?? 0)} of it shared`]
      : []),
    ...remarks(usage),
    ...region.notes,
  ].join('. ');
}

export function bundleClasses({ classes }: Bundle): string {
  return classes.map((one) => `${formatCount(one.count)} ${one.class}`).join(', ');
}

export function bundleLabel({ label, regionCount, groupCount }: Bundle): string {
  return label === null ? formatNumber(regionCount, 'smaller VMA') : `${formatCount(groupCount)} × ${label}`;
}

/** How many alike, and what is unmapped between them; which classes where they differ. */
export function bundleSums(bundle: Bundle): string {
  if (bundle.label === null) return bundleClasses(bundle);
  const between = bundle.gapBytes > 0 ? `, ${formatBytes(bundle.gapBytes)} unmapped between them` : '';
  return `${formatNumber(bundle.regionCount, 'VMA')}${between}`;
}

/** Everything that is known of a row, for who points at it. */
export function rowTitle(row: PictureRow): string {
  switch (row.kind) {
    case 'region':
      return regionTitle(row.region, row.group);
    case 'gap': {
      const { start, end, sizeBytes, sentence } = row.gap;
      return `${formatBytes(sizeBytes)} unmapped from ${hex(start)} to ${hex(end)}: ${sentence}`;
    }
    case 'bundle': {
      const { start, end, gapBytes } = row.bundle;
      return `${bundleLabel(row.bundle)} from ${hex(start)} to ${hex(end)}: ${bundleClasses(row.bundle)}; ${formatBytes(gapBytes)} between them unmapped`;
    }
    default: {
      const { label, regionCount, start, end, sizeBytes } = row.group;
      return `${label}: ${formatNumber(regionCount, 'VMA')}, ${hex(start)} to ${hex(end)}, ${formatBytes(sizeBytes)}`;
    }
  }
}
