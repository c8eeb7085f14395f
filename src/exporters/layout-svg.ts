/** Layouts as one SVG file: one column for each process, high addresses on top. Colours are written out; it reads in greyscale too. */
import type { Layout } from '../model/layout.ts';
import type { LayoutPicture } from '../model/layout-picture.ts';
import { formatBytes, formatNumber } from '../model/units.ts';
import { type Columns, mappedFill, residentFill } from './layout-svg-parts.ts';
import { drawRow } from './layout-svg-rows.ts';
import { at, breakLines, escapeXml, textAt } from './svg-text.ts';

/** One column: a layout, arranged in pixels by `layoutSvgMetrics`, under a title. */
export type SvgColumn = { readonly title: string; readonly layout: Layout; readonly picture: LayoutPicture };

/** Lengths in pixels, for `arrange` of src/layout. */
export const layoutSvgMetrics = {
  regionLeast: 18,
  headingLength: 24,
  gapLength: (): number => 32,
  bundleLength: 34,
  groupLength: (sizeBytes: number, regionCount: number): number =>
    regionCount * 18 + Math.min(60, 8 * Math.max(0, Math.log2(sizeBytes / 2 ** 16))),
  round: (length: number): number => length,
} as const;

const columns: Columns = {
  addressEnd: 150,
  boxStart: 162,
  boxWidth: 170,
  labelStart: 346,
  sizeEnd: 586,
  permissionsStart: 598,
  residentEnd: 710,
};

const columnWidth = 730;
const margin = 16;
const headingHeight = 84;
const legendHeight = 62;
const grey = '#5a5a5a';

const hatch = [
  '<pattern id="shared" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
  `<rect width="6" height="6" fill="#dbe6f0"/><rect width="2.5" height="6" fill="${residentFill}"/></pattern>`,
].join('');

function sums({ totals }: Layout): string {
  const { residentBytes, sharedBytes } = totals.usage ?? {};
  const said = [
    formatNumber(totals.regionCount, 'VMA'),
    `${formatBytes(totals.mappedBytes)} mapped`,
    ...(residentBytes ? [`${formatBytes(residentBytes)} resident`] : []),
    ...(sharedBytes ? [`${formatBytes(sharedBytes)} of it shared`] : []),
  ];
  return said.join(', ');
}

function heading({ title, layout }: SvgColumn): string {
  const [first = '', second = ''] = breakLines(title, 76);
  const small = { size: 11, fill: grey } as const;
  return [
    textAt(0, 14, first, { size: 14, weight: 'bold' }),
    textAt(
      0,
      32,
      second === '' ? sums(layout) : second,
      second === '' ? { fill: grey } : { size: 14, weight: 'bold' },
    ),
    ...(second === '' ? [] : [textAt(0, 48, sums(layout), { fill: grey })]),
    textAt(columns.addressEnd, 72, 'start address', { ...small, anchor: 'end' }),
    textAt(columns.sizeEnd, 72, 'size', { ...small, anchor: 'end' }),
    textAt(columns.permissionsStart, 72, 'may', small),
    textAt(columns.residentEnd, 72, 'resident', { ...small, anchor: 'end' }),
  ].join('');
}

function swatch(x: number, y: number, fill: string, dashed = false): string {
  const dashes = dashed ? ' stroke-dasharray="3 2"' : '';
  return `<rect x="${x}" y="${y}" width="24" height="12" fill="${fill}" stroke="#1a1a1a"${dashes}/>`;
}

function legend(): string {
  const entries: [string, string, boolean][] = [
    [residentFill, 'resident, own', false],
    ['url(#shared)', 'resident, shared', false],
    [mappedFill, 'not resident', false],
    [mappedFill, 'not to scale', true],
  ];
  const drawn = entries.map(
    ([fill, text, dashed], i) =>
      swatch(i * 165, 4, fill, dashed) + textAt(i * 165 + 32, 14, text, { size: 11 }),
  );
  const said =
    'Within a group, heights are to scale; zigzags are breaks, their size is written. Arrows: direction of growth. ?: probable.';
  return [...drawn, textAt(0, 38, said, { size: 11, fill: grey })].join('');
}

function drawColumn(column: SvgColumn, x: number): string {
  const rows = column.picture.rows.map((row) => drawRow(row, columns)).join('\n');
  return `<g transform="translate(${x} ${margin})">${heading(column)}<g transform="translate(0 ${headingHeight})">\n${rows}\n</g></g>`;
}

function description({ layout }: SvgColumn): string {
  const groups = layout.items.filter((item) => item.kind === 'group').length;
  return `${layout.name} (${layout.pid}): ${formatNumber(groups, 'group')} in ${sums(layout)}, from the highest address to the lowest.`;
}

/** The text of the file. Columns stand side by side, from the left. */
export function serializeLayoutSvg(drawn: readonly SvgColumn[]): string {
  const width = margin * 2 + columnWidth * drawn.length - (columnWidth - columns.residentEnd);
  const tallest = Math.max(...drawn.map(({ picture }) => picture.length));
  const bottom = margin + headingHeight + tallest + 16;
  const height = Math.ceil(bottom + legendHeight);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escapeXml(drawn.map(({ title }) => title).join('; '))}</title>`,
    `<desc id="description">${escapeXml(drawn.map(description).join(' '))}</desc>`,
    `<defs>${hatch}</defs>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...drawn.map((column, i) => drawColumn(column, margin + i * columnWidth)),
    `<g transform="translate(${margin} ${at(bottom)})">${legend()}</g>`,
    '</svg>',
    '',
  ].join('\n');
}
