/** The rows of a layout drawing as SVG: boxes shaded as far as memory is resident, hatched where it is shared, breaks for gaps. */
import type { Group, Region } from '../model/layout.ts';
import type { PictureRow } from '../model/layout-picture.ts';
import { formatBytes, formatCount, formatNumber } from '../model/units.ts';
import { bundleRow, gapRow } from './layout-svg-breaks.ts';
import {
  address,
  arrow,
  box,
  type Columns,
  grey,
  hex,
  remarks,
  residentOf,
  words,
  wrapped,
} from './layout-svg-parts.ts';
import { at, textAt } from './svg-text.ts';

function regionRow(row: PictureRow, region: Region, group: Group, columns: Columns): string {
  const inside = group.regionCount > 1;
  const merged = [...new Set(region.merged.map((piece) => piece.class))].map((name) => ` + ${name}`).join('');
  const label = `${inside ? (region.part ?? region.label) : region.label}${merged}`;
  const { sizeBytes, usage, certainty, permissions } = region;
  const grows = group.growth !== null && region.class === group.class && region.part !== 'remainder';
  const title = [
    `${group.label}${inside ? `, ${region.part ?? region.label}` : ''}: ${hex(region.start)} to ${hex(region.end)}, ${formatBytes(sizeBytes)}, ${permissions}`,
    `${certainty}, by rule ${region.rule.number}: ${region.rule.reason}`,
    ...(usage
      ? [`${formatBytes(residentOf(usage))} resident, ${formatBytes(usage.sharedBytes ?? 0)} of it shared`]
      : []),
    ...remarks(usage),
    ...region.notes,
  ].join('. ');
  return wrapped(
    title,
    [
      box(row, columns, { sizeBytes, usage, dashed: row.atLeast && inside }),
      address(region.start, row, columns),
      words(row, columns, { label, indent: inside, bold: !inside, sizeBytes, permissions, usage, certainty }),
      arrow(grows ? group.growth : null, row, columns),
    ].join(''),
  );
}

function groupRow(row: PictureRow, group: Group, columns: Columns): string {
  const { sizeBytes, usage, certainty, regionCount } = group;
  const label = regionCount > 1 ? `${group.label} (${formatCount(regionCount)})` : group.label;
  const title = `${group.label}: ${formatNumber(regionCount, 'VMA')}, ${hex(group.start)} to ${hex(group.end)}, ${formatBytes(sizeBytes)}`;
  return wrapped(
    title,
    [
      box(row, columns, { sizeBytes, usage, dashed: false }),
      address(group.start, row, columns),
      words(row, columns, { label, bold: true, sizeBytes, permissions: '', usage, certainty }),
      arrow(group.growth, row, columns),
    ].join(''),
  );
}

function headingRow(row: PictureRow, group: Group, columns: Columns): string {
  const { sizeBytes, usage } = group;
  const said = {
    label: group.label,
    bold: true,
    sizeBytes,
    permissions: '',
    usage: null,
    certainty: 'known',
  } as const;
  const resident = usage?.residentBytes;
  const y = row.position + Math.min(row.length, 18) - 5;
  const { boxStart, boxWidth } = columns;
  const side = (x: number): string => `M${at(x)} ${at(row.position)}v${at(row.length)}`;
  return [
    // The sides go on: a heading stands between regions that may touch.
    `<path d="${side(boxStart)}${side(boxStart + boxWidth)}" fill="none" stroke="#b5bcc4" stroke-width="1"/>`,
    words(row, columns, said),
    ...(resident
      ? [textAt(columns.residentEnd, y, formatBytes(resident), { anchor: 'end', fill: grey })]
      : []),
  ].join('');
}

export function drawRow(row: PictureRow, columns: Columns): string {
  switch (row.kind) {
    case 'heading':
      return headingRow(row, row.group, columns);
    case 'region':
      return regionRow(row, row.region, row.group, columns);
    case 'group':
      return groupRow(row, row.group, columns);
    case 'gap':
      return gapRow(row, row.gap, columns);
    case 'bundle':
      return bundleRow(row, row.bundle, columns);
  }
}
