/** The rows of a layout drawing as text: an address, a box that is filled as far as memory is resident, and what it is. */
import type { Gap, Group, Growth, LayoutUsage, Region } from '../../model/layout.ts';
import type { Bundle, PictureRow } from '../../model/layout-picture.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import type { stylist } from '../terminal.ts';
import { cutTo, type Glyphs } from './glyphs.ts';

export type Paint = ReturnType<typeof stylist>;

/** How a drawing writes: its characters, its colours, and how wide its columns are. */
export type Pen = {
  readonly glyphs: Glyphs;
  readonly paint: Paint;
  readonly boxWidth: number;
  readonly labelWidth: number;
};

const addressWidth = 16;
const sizeWidth = 9;

/** Without 0x: sixteen digits hold every address. */
export function hex(address: number): string {
  return address.toString(16);
}

/** What a box is full of: whole cells for this process's own and for shared pages; anything resident shows at all. */
function fill(usage: LayoutUsage | null, sizeBytes: number, { glyphs, paint, boxWidth }: Pen): string {
  const resident = (usage?.residentBytes ?? 0) + (usage?.hugetlbBytes ?? 0);
  const shared = Math.min(resident, usage?.sharedBytes ?? 0);
  const cells = (bytes: number): number => Math.round((bytes / sizeBytes) * boxWidth);
  const all = Math.min(boxWidth, Math.max(resident > 0 ? 1 : 0, cells(resident)));
  const ofShared = resident > 0 ? Math.round((shared / resident) * all) : 0;
  const own = paint('green', glyphs.own.repeat(all - ofShared));
  return `${own}${paint('cyan', glyphs.shared.repeat(ofShared))}${glyphs.empty.repeat(boxWidth - all)}`;
}

/** H huge, S swapped, L locked, ? probable. */
function marks(usage: LayoutUsage | null, certainty: Region['certainty']): string {
  const huge = (usage?.hugeBytes ?? 0) + (usage?.hugetlbBytes ?? 0) > 0;
  const swapped = (usage?.swappedBytes ?? 0) > 0;
  const locked = (usage?.lockedBytes ?? 0) > 0;
  return `${huge ? 'H' : ''}${swapped ? 'S' : ''}${locked ? 'L' : ''}${certainty === 'probable' ? '?' : ''}`;
}

function arrow(growth: Growth | null, { glyphs }: Pen): string {
  return growth === null ? '' : growth === 'up' ? glyphs.up : glyphs.down;
}

/** What a gap is, in a word or two. */
export const gapWords: Record<Gap['reason'], string> = {
  'null-guard': 'null guard',
  'below-program': 'below program',
  'brk-offset': 'brk offset',
  'heap-room': 'heap room',
  'heap-to-mmap': 'heap to mmap',
  'heap-to-stack': 'heap to stack',
  'mmap-room': 'mmap room',
  'above-mmap': 'above mmap',
  'stack-guard-gap': 'guard gap',
  'stack-reserve': 'stack reserve',
  'stack-offset': 'stack offset',
  'last-page': 'last page',
  'non-canonical': 'non-canonical',
  'kernel-half': 'kernel half',
  'inside-module': 'inside module',
  hole: 'unmapped',
};

type Line = { readonly address: number | null; readonly box: string; readonly text: string };

function print({ address, box, text }: Line): string {
  const left = address === null ? ' '.repeat(addressWidth) : hex(address).padStart(addressWidth);
  return `${left} ${box} ${text}`.trimEnd();
}

/** Label, size, permissions and marks in their columns. */
function words(label: string, sizeBytes: number, permissions: string, ending: string, pen: Pen): string {
  const size = formatBytes(sizeBytes).padStart(sizeWidth);
  return `${cutTo(label, pen.labelWidth, pen.glyphs)}${size} ${permissions.padEnd(4)} ${ending}`;
}

function boxed(inside: string, { glyphs }: Pen): string {
  return `${glyphs.edge}${inside}${glyphs.edge}`;
}

/** Where the kernel made one VMA of two things, both are named. */
function regionLabel(region: Region, group: Group): string {
  const merged = [...new Set(region.merged.map((part) => part.class))].map((name) => ` + ${name}`).join('');
  const inside = group.regionCount > 1;
  return `${inside ? `  ${region.part ?? region.label}` : region.label}${merged}`;
}

function regionLines(region: Region, group: Group, length: number, pen: Pen): string[] {
  const box = boxed(fill(region.usage, region.sizeBytes, pen), pen);
  const growth =
    group.growth !== null && region.class === group.class && region.part !== 'remainder'
      ? group.growth
      : null;
  const ending = `${marks(region.usage, region.certainty)}${arrow(growth, pen)}`;
  const text = words(regionLabel(region, group), region.sizeBytes, region.permissions, ending, pen);
  // The address is where the region starts: at the lower edge of its box.
  return Array.from({ length }, (_, i) =>
    print({ address: i === length - 1 ? region.start : null, box, text: i === 0 ? text : '' }),
  );
}

function groupLines(group: Group, length: number, pen: Pen): string[] {
  const box = boxed(fill(group.usage, group.sizeBytes, pen), pen);
  const count = group.regionCount > 1 ? ` (${formatCount(group.regionCount)})` : '';
  const label = `${cutTo(group.label, pen.labelWidth - count.length, pen.glyphs).trimEnd()}${count}`;
  const ending = `${marks(group.usage, group.certainty)}${arrow(group.growth, pen)}`;
  const text = words(label, group.sizeBytes, '', ending, pen);
  return Array.from({ length }, (_, i) =>
    print({ address: i === length - 1 ? group.start : null, box, text: i === 0 ? text : '' }),
  );
}

function headingLine(group: Group, pen: Pen): string {
  const { glyphs, paint, boxWidth, labelWidth } = pen;
  const box = `${glyphs.cornerLeft}${glyphs.line.repeat(boxWidth)}${glyphs.cornerRight}`;
  const text = words(group.label, group.sizeBytes, '', '', pen).trimEnd();
  const label = text.slice(0, labelWidth);
  return print({ address: null, box, text: `${paint('bold', label)}${text.slice(labelWidth)}` });
}

/** Text broken at spaces to the width of the words beside a box. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function textWidth(pen: Pen): number {
  return pen.labelWidth + sizeWidth + 10;
}

export function gapText(gap: Gap, pen: Pen): string[] {
  return broken(gap.sentence, textWidth(pen));
}

function gapLines(gap: Gap, pen: Pen): string[] {
  const { glyphs, paint, boxWidth } = pen;
  const size = ` ${formatBytes(gap.sizeBytes)} `;
  const left = Math.floor((boxWidth - size.length) / 2);
  const inside = `${glyphs.break.repeat(left)}${size}${glyphs.break.repeat(boxWidth - size.length - left)}`;
  const edge = glyphs.breakEdge;
  return gapText(gap, pen).map((text, i, all) =>
    print({
      address: i === all.length - 1 ? gap.start : null,
      box: paint('dim', `${edge}${i === 0 ? inside : ' '.repeat(boxWidth)}${edge}`),
      text: paint('dim', text),
    }),
  );
}

function bundleLines(bundle: Bundle, pen: Pen): string[] {
  const between = bundle.gapBytes > 0 ? `, ${formatBytes(bundle.gapBytes)} between them` : '';
  const alike = `${formatNumber(bundle.regionCount, 'VMA')}${between}`;
  const { glyphs } = pen;
  const edged = (inside: string): string => `${glyphs.bundle}${inside}${glyphs.bundle}`;
  const label =
    bundle.label === null
      ? formatNumber(bundle.regionCount, 'smaller VMA')
      : `${formatCount(bundle.groupCount)} x ${bundle.label}`;
  const classes = bundle.classes.map(({ class: name, count }) => `${formatCount(count)} ${name}`).join(', ');
  return [
    print({
      address: null,
      box: edged(fill(bundle.usage, bundle.sizeBytes, pen)),
      text: words(label, bundle.sizeBytes, '', '', pen),
    }),
    print({
      address: bundle.start,
      box: edged(' '.repeat(pen.boxWidth)),
      text: cutTo(`  ${bundle.label === null ? classes : alike}`, textWidth(pen), glyphs),
    }),
  ];
}

/** As many lines as the row is long. */
export function rowLines(row: PictureRow, pen: Pen): string[] {
  switch (row.kind) {
    case 'heading':
      return [headingLine(row.group, pen)];
    case 'region':
      return regionLines(row.region, row.group, row.length, pen);
    case 'group':
      return groupLines(row.group, row.length, pen);
    case 'gap':
      return gapLines(row.gap, pen);
    case 'bundle':
      return bundleLines(row.bundle, pen);
  }
}
