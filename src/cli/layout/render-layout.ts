/** A layout as a drawing of 80 columns: high addresses first, groups to scale within, gaps as breaks with their size and reason. */
import { arrange } from '../../layout/index.ts';
import type { Anchor, Gap, Layout } from '../../model/layout.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { wrap } from '../terminal.ts';
import type { Glyphs } from './glyphs.ts';
import { gapText, hex, type Paint, type Pen, rowLines } from './render-rows.ts';

export type LayoutDrawing = {
  readonly glyphs: Glyphs;
  readonly paint: Paint;
  /** Every VMA has its line. */
  readonly all: boolean;
};

/** Up to here a process is drawn in full: it still fits on two screens. */
export const mostInFull = { mostRegions: 48, mostGroups: 28 } as const;

/** A group takes a line for each region, and a few more the larger it is. */
function groupLines(sizeBytes: number, regionCount: number): number {
  const more = Math.log2(Math.max(1, sizeBytes / 2 ** 20)) / 3;
  return regionCount + Math.min(3, Math.round(more));
}

/** What no process of this machine differs in. */
export function isCommonplace(gap: Gap): boolean {
  return gap.reason === 'last-page' || (gap.reason === 'kernel-half' && gap.sizeBytes < 2 ** 30);
}

function drawing(layout: Layout, { all }: LayoutDrawing, pen: Pen): string[] {
  const picture = arrange(layout, {
    regionLeast: 1,
    headingLength: 1,
    gapLength: (gap) => gapText(gap, pen).length,
    bundleLength: 2,
    groupLength: groupLines,
    round: Math.round,
    all,
    ...mostInFull,
    omits: isCommonplace,
  });
  return picture.rows.flatMap((row) => rowLines(row, pen));
}

/** What kind of program it is, and how its addresses were chosen. */
export function layoutTitle(layout: Layout): string {
  const { name, pid, programType, randomised, placement, architecture } = layout;
  const facts = [
    programType,
    randomised === null ? null : randomised ? 'ASLR on' : 'ASLR off',
    placement === null
      ? null
      : placement === 'top-down'
        ? 'mappings placed downward'
        : 'mappings placed upward',
    architecture,
  ].filter((fact) => fact !== null);
  return `${name} (${pid}): ${facts.join(', ')}`;
}

export function layoutSums({ totals }: Layout): string {
  const { usage } = totals;
  const sums: [string, number | null | undefined][] = [
    ['resident', usage?.residentBytes],
    ['shared with others', usage?.sharedBytes],
    ['in huge pages', usage?.hugeBytes],
    ['of hugetlb', usage?.hugetlbBytes],
    ['swapped', usage?.swappedBytes],
    ['locked', usage?.lockedBytes],
  ];
  const said = sums.flatMap(([name, bytes]) => (bytes ? [`${formatBytes(bytes)} ${name}`] : []));
  return [formatNumber(totals.regionCount, 'VMA'), `${formatBytes(totals.mappedBytes)} mapped`, ...said].join(
    ', ',
  );
}

/** An address that is not known is told by its reason alone. */
function anchorText({ address, sentence }: Anchor): string {
  if (address.state === 'unavailable') return `not known: ${address.reason}`;
  const { low, high } = address.value;
  return `${low === high ? `0x${hex(low)}` : `0x${hex(low)} to 0x${hex(high)}`}: ${sentence}`;
}

function anchorLines(layout: Layout): string[] {
  return layout.anchors.map((anchor) =>
    wrap(`${anchor.name.padEnd(20)} ${anchorText(anchor)}`, ' '.repeat(25), '  '),
  );
}

function legendLines({ glyphs }: Pen, layout: Layout): string[] {
  const boxes = layout.totals.usage
    ? `${glyphs.own} resident, this process's own  ${glyphs.shared} resident, shared  blank: not resident`
    : 'boxes are empty: resident memory could not be read';
  const marks = `H huge pages  S swapped  L locked  ? probable  ${glyphs.up}${glyphs.down} grows  ${glyphs.break} unmapped: a break`;
  return [
    `  ${boxes}`,
    `  ${marks}`,
    '  An address is where its box starts. To scale within a group, a line at least.',
  ];
}

function hiddenLine(layout: Layout, shown: LayoutDrawing): string[] {
  if (shown.all || layout.totals.regionCount <= mostInFull.mostRegions) return [];
  const count = formatCount(layout.totals.regionCount);
  return [`  (n): a group of n VMAs. --all shows each of the ${count}, --regions lists them.`];
}

/** The whole answer of `firsttouch layout`, ending in a newline. */
export function renderLayout(layout: Layout, shown: LayoutDrawing): string {
  const { glyphs, paint } = shown;
  const pen: Pen = { glyphs, paint, boxWidth: 16, labelWidth: 25 };
  const lines = [
    paint('bold', wrap(layoutTitle(layout), '  ', '')),
    wrap(layoutSums(layout), '  '),
    '',
    ...drawing(layout, shown, pen),
    '',
    ...legendLines(pen, layout),
    ...hiddenLine(layout, shown),
    '',
    paint('bold', 'Anchors'),
    ...anchorLines(layout),
    ...(layout.caveats.length > 0 ? ['', paint('bold', 'Caveats')] : []),
    ...layout.caveats.map((caveat) => wrap(caveat, '    ', '  - ')),
  ];
  return `${lines.join('\n')}\n`;
}
