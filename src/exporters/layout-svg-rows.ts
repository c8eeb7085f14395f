/** The rows of a layout drawing as SVG: boxes shaded as far as memory is resident, hatched where it is shared, breaks for gaps. */
import type { Certainty, Gap, Group, Growth, LayoutUsage, Region } from '../model/layout.ts';
import type { Bundle, PictureRow } from '../model/layout-picture.ts';
import { formatBytes, formatCount, formatNumber } from '../model/units.ts';
import { at, breakLines, cut, escapeXml, textAt } from './svg-text.ts';

/** Where the columns of a drawing lie, in pixels from its left edge. */
export type Columns = {
  readonly addressEnd: number;
  readonly boxStart: number;
  readonly boxWidth: number;
  readonly labelStart: number;
  readonly sizeEnd: number;
  readonly permissionsStart: number;
  readonly residentEnd: number;
};

const ink = '#1a1a1a';
const grey = '#5a5a5a';
export const residentFill = '#356a9e';
export const mappedFill = '#f1f4f7';

/** Characters of 12 pixels that fit beside a box before the sizes. */
function labelCharacters({ labelStart, sizeEnd }: Columns): number {
  return Math.floor((sizeEnd - 58 - labelStart) / 6.6);
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

function residentOf(usage: LayoutUsage | null): number {
  return (usage?.residentBytes ?? 0) + (usage?.hugetlbBytes ?? 0);
}

function rect(x: number, y: number, width: number, height: number, more: string): string {
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" ${more}/>`;
}

type BoxOptions = {
  readonly sizeBytes: number;
  readonly usage: LayoutUsage | null;
  readonly dashed: boolean;
};

/** Mapped, then from the left what is resident here only, then what is shared; anything resident shows at all. */
function box({ position, length }: PictureRow, { boxStart, boxWidth }: Columns, options: BoxOptions): string {
  const { sizeBytes, usage, dashed } = options;
  const resident = residentOf(usage);
  const width = resident > 0 ? Math.min(boxWidth, Math.max(2, (resident / sizeBytes) * boxWidth)) : 0;
  const shared = resident > 0 ? (Math.min(resident, usage?.sharedBytes ?? 0) / resident) * width : 0;
  const own = width - shared;
  const edge = `fill="none" stroke="${ink}" stroke-width="1"${dashed ? ' stroke-dasharray="3 2"' : ''}`;
  return [
    rect(boxStart, position, boxWidth, length, `fill="${mappedFill}"`),
    ...(own > 0 ? [rect(boxStart, position, own, length, `fill="${residentFill}"`)] : []),
    ...(shared > 0 ? [rect(boxStart + own, position, shared, length, 'fill="url(#shared)"')] : []),
    rect(boxStart, position, boxWidth, length, edge),
  ].join('');
}

function address(start: number, row: PictureRow, { addressEnd }: Columns): string {
  return textAt(addressEnd, row.position + row.length - 3, hex(start), {
    anchor: 'end',
    mono: true,
    size: 11,
  });
}

/** What is special about the pages, in words. */
function remarks(usage: LayoutUsage | null): string[] {
  const said: [string, number | null | undefined][] = [
    ['huge', usage?.hugeBytes],
    ['hugetlb', usage?.hugetlbBytes],
    ['swapped', usage?.swappedBytes],
    ['locked', usage?.lockedBytes],
  ];
  return said.flatMap(([name, bytes]) => (bytes ? [`${name} ${formatBytes(bytes)}`] : []));
}

type Words = {
  readonly label: string;
  readonly bold?: boolean;
  readonly indent?: boolean;
  readonly sizeBytes: number;
  readonly permissions: string;
  readonly usage: LayoutUsage | null;
  readonly certainty: Certainty;
};

function words(row: PictureRow, columns: Columns, said: Words): string {
  const y = row.position + Math.min(row.length, 18) - 5;
  const x = columns.labelStart + (said.indent ? 12 : 0);
  const more = remarks(said.usage);
  const probable = said.certainty === 'probable' ? ' ?' : '';
  const label = `${cut(said.label, labelCharacters(columns) - probable.length - (said.indent ? 2 : 0))}${probable}`;
  const small = { size: 11, fill: grey } as const;
  const resident = said.usage?.residentBytes;
  return [
    textAt(x, y, label, said.bold ? { weight: 'bold' } : {}),
    textAt(columns.sizeEnd, y, formatBytes(said.sizeBytes), { anchor: 'end' }),
    ...(said.permissions === ''
      ? []
      : [textAt(columns.permissionsStart, y, said.permissions, { mono: true, size: 11 })]),
    ...(resident
      ? [textAt(columns.residentEnd, y, formatBytes(resident), { anchor: 'end', fill: grey })]
      : []),
    ...(more.length > 0 && row.length >= 32 ? [textAt(x, y + 14, more.join(', '), small)] : []),
  ].join('');
}

/** An arrow at the right end of a box, inside it. */
function arrow(growth: Growth | null, row: PictureRow, { boxStart, boxWidth }: Columns): string {
  if (growth === null) return '';
  const x = boxStart + boxWidth - 10;
  const [low, high] = [row.position + Math.min(row.length, 30) - 3, row.position + 3];
  const [from, to] = growth === 'up' ? [low, high] : [high, low];
  const back = growth === 'up' ? 5 : -5;
  const path = `M${at(x)} ${at(from)}V${at(to)}M${at(x - 4)} ${at(to + back)}L${at(x)} ${at(to)}L${at(x + 4)} ${at(to + back)}`;
  return `<path d="${path}" fill="none" stroke="#ffffff" stroke-width="4"/><path d="${path}" fill="none" stroke="${ink}" stroke-width="1.5"/>`;
}

function wrapped(title: string, content: string): string {
  return `<g><title>${escapeXml(title)}</title>${content}</g>`;
}

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
  return `${words(row, columns, said)}${resident ? textAt(columns.residentEnd, y, formatBytes(resident), { anchor: 'end', fill: grey }) : ''}`;
}

/** Edges in zigzag, the size between them, the reason beside. */
function gapRow(row: PictureRow, gap: Gap, columns: Columns): string {
  const { boxStart, boxWidth, labelStart, residentEnd } = columns;
  const { position, length } = row;
  const teeth = Math.max(2, Math.round(length / 8));
  const step = length / teeth;
  const zigzag = (x: number): string =>
    `M${at(x)} ${at(position)}${Array.from({ length: teeth }, (_, i) => `L${at(x + (i % 2 === 0 ? 5 : -5))} ${at(position + (i + 0.5) * step)}`).join('')}L${at(x)} ${at(position + length)}`;
  const lines = breakLines(gap.sentence, Math.floor((residentEnd - labelStart) / 5.6)).slice(0, 2);
  const first = position + length / 2 + 4 - (lines.length - 1) * 6.5;
  const style = `fill="none" stroke="${grey}" stroke-width="1"`;
  return wrapped(
    `${formatBytes(gap.sizeBytes)} unmapped from ${hex(gap.start)} to ${hex(gap.end)}: ${gap.sentence}`,
    [
      `<path d="${zigzag(boxStart)}" ${style}/><path d="${zigzag(boxStart + boxWidth)}" ${style}/>`,
      textAt(boxStart + boxWidth / 2, position + length / 2 + 4, formatBytes(gap.sizeBytes), {
        anchor: 'middle',
        fill: grey,
      }),
      address(gap.start, row, columns),
      ...lines.map((line, i) => textAt(labelStart, first + i * 13, line, { size: 11, fill: grey })),
    ].join(''),
  );
}

function bundleRow(row: PictureRow, bundle: Bundle, columns: Columns): string {
  const { sizeBytes, usage, regionCount } = bundle;
  const classes = bundle.classes.map((one) => `${formatCount(one.count)} ${one.class}`).join(', ');
  const label = formatNumber(regionCount, 'smaller VMA');
  const space = Math.floor((columns.residentEnd - columns.labelStart) / 5.6);
  return wrapped(
    `${label} from ${hex(bundle.start)} to ${hex(bundle.end)}: ${classes}; ${formatBytes(bundle.gapBytes)} between them unmapped`,
    [
      box(row, columns, { sizeBytes, usage, dashed: true }),
      address(bundle.start, row, columns),
      words(row, columns, { label, sizeBytes, permissions: '', usage, certainty: 'known' }),
      textAt(columns.labelStart, row.position + 27, cut(classes, space), { size: 11, fill: grey }),
    ].join(''),
  );
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
