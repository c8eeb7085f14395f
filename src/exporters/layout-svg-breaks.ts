/** Breaks in a layout's SVG: gaps, whose size is written and never drawn, and bundles of lesser regions. */
import type { Gap } from '../model/layout.ts';
import type { Bundle, PictureRow } from '../model/layout-picture.ts';
import { formatBytes, formatCount, formatNumber } from '../model/units.ts';
import { address, box, type Columns, grey, hex, words, wrapped } from './layout-svg-parts.ts';
import { at, breakLines, cut, textAt } from './svg-text.ts';

/** Edges in zigzag, the size between them, the reason beside. */
export function gapRow(row: PictureRow, gap: Gap, columns: Columns): string {
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

/** How many alike, and what is unmapped between them. */
function bundleSums({ regionCount, gapBytes }: Bundle): string {
  const between = gapBytes > 0 ? `, ${formatBytes(gapBytes)} unmapped between them` : '';
  return `${formatNumber(regionCount, 'VMA')}${between}`;
}

export function bundleRow(row: PictureRow, bundle: Bundle, columns: Columns): string {
  const { sizeBytes, usage, regionCount } = bundle;
  const classes = bundle.classes.map((one) => `${formatCount(one.count)} ${one.class}`).join(', ');
  const label =
    bundle.label === null
      ? formatNumber(regionCount, 'smaller VMA')
      : `${formatCount(bundle.groupCount)} \u00d7 ${bundle.label}`;
  const space = Math.floor((columns.residentEnd - columns.labelStart) / 5.6);
  const said = bundle.label === null ? classes : bundleSums(bundle);
  return wrapped(
    `${label} from ${hex(bundle.start)} to ${hex(bundle.end)}: ${classes}; ${formatBytes(bundle.gapBytes)} between them unmapped`,
    [
      box(row, columns, { sizeBytes, usage, dashed: true }),
      address(bundle.start, row, columns),
      words(row, columns, { label, sizeBytes, permissions: '', usage, certainty: 'known' }),
      textAt(columns.labelStart, row.position + 27, cut(said, space), { size: 11, fill: grey }),
    ].join(''),
  );
}
