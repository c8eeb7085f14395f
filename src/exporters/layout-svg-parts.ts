/** What the rows of a layout's SVG are made of: the shaded box, the address, the words beside it, the arrow of growth. */
import type { Certainty, Growth, LayoutUsage } from '../model/layout.ts';
import type { PictureRow } from '../model/layout-picture.ts';
import { formatBytes } from '../model/units.ts';
import { at, cut, escapeXml, textAt } from './svg-text.ts';

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

export const ink = '#1a1a1a';
export const grey = '#5a5a5a';
export const residentFill = '#356a9e';
export const mappedFill = '#f1f4f7';

/** Characters of 12 pixels that fit beside a box before the sizes. */
function labelCharacters({ labelStart, sizeEnd }: Columns): number {
  return Math.floor((sizeEnd - 58 - labelStart) / 7.4);
}

export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

export function residentOf(usage: LayoutUsage | null): number {
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
export function box(
  { position, length }: PictureRow,
  { boxStart, boxWidth }: Columns,
  options: BoxOptions,
): string {
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

export function address(start: number, row: PictureRow, { addressEnd }: Columns): string {
  return textAt(addressEnd, row.position + row.length - 3, hex(start), {
    anchor: 'end',
    mono: true,
    size: 11,
  });
}

/** What is special about the pages, in words. */
export function remarks(usage: LayoutUsage | null): string[] {
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

export function words(row: PictureRow, columns: Columns, said: Words): string {
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
export function arrow(growth: Growth | null, row: PictureRow, { boxStart, boxWidth }: Columns): string {
  if (growth === null) return '';
  const x = boxStart + boxWidth - 10;
  const [low, high] = [row.position + Math.min(row.length, 30) - 3, row.position + 3];
  const [from, to] = growth === 'up' ? [low, high] : [high, low];
  const back = growth === 'up' ? 5 : -5;
  const path = `M${at(x)} ${at(from)}V${at(to)}M${at(x - 4)} ${at(to + back)}L${at(x)} ${at(to)}L${at(x + 4)} ${at(to + back)}`;
  return `<path d="${path}" fill="none" stroke="#ffffff" stroke-width="4"/><path d="${path}" fill="none" stroke="${ink}" stroke-width="1.5"/>`;
}

export function wrapped(title: string, content: string): string {
  return `<g><title>${escapeXml(title)}</title>${content}</g>`;
}
