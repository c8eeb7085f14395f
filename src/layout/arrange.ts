/**
 * Arranges a layout for drawing. Inside a group regions are to scale with each other, except that none is shorter than can be seen;
 * between groups the scale changes, and a gap is a break of fixed length: its size is written, never drawn.
 */
import type { Gap, Group, Layout } from '../model/layout.ts';
import type { Bundle, LayoutPicture, PictureRow, PictureThing } from '../model/layout-picture.ts';
import { bundle } from './bundles.ts';
import { shareLength } from './scale.ts';

/** Lengths in the unit of the drawing. */
export type ArrangeOptions = {
  readonly regionLeast: number;
  readonly headingLength: number;
  readonly gapLength: (gap: Gap) => number;
  readonly bundleLength: number;
  /** How long a group of this many bytes and regions is at best, without its gaps. */
  readonly groupLength: (sizeBytes: number, regionCount: number) => number;
  /** Whole lines of text, or any fraction. */
  readonly round: (length: number) => number;
  /** Every VMA has its row, however many there are. */
  readonly all: boolean;
  /** Regions and groups up to which a process is drawn in full. */
  readonly mostRegions: number;
  readonly mostGroups: number;
  /** What is left out of the drawing. */
  readonly omits?: (gap: Gap) => boolean;
};

type Sized = PictureThing & { readonly length: number; readonly atLeast: boolean };

/** Groups that are opened even where the others are not. */
const opened: ReadonlySet<Group['class']> = new Set(['program', 'stack']);

function gapRow(gap: Gap, group: Group | null, { gapLength }: ArrangeOptions): Sized {
  return { kind: 'gap', gap, group, length: gapLength(gap), atLeast: false };
}

function openGroup(group: Group, options: ArrangeOptions): Sized[] {
  const regions = group.items.filter((item) => item.kind === 'region');
  const sizes = regions.map(({ sizeBytes }) => sizeBytes);
  const total = options.groupLength(group.sizeBytes, regions.length);
  const lengths = shareLength(sizes, total, options.regionLeast);
  let next = 0;
  const rows = group.items.map((item): Sized => {
    if (item.kind === 'gap') return gapRow(item, group, options);
    const { length, atLeast } = lengths[next++]!;
    return {
      kind: 'region',
      region: item,
      group,
      length: Math.max(options.regionLeast, options.round(length)),
      atLeast,
    };
  });
  if (regions.length < 2) return rows.reverse();
  return [{ kind: 'heading', group, length: options.headingLength, atLeast: false }, ...rows.reverse()];
}

function closedGroup(group: Group, options: ArrangeOptions): Sized[] {
  const length = Math.max(options.regionLeast, options.round(options.groupLength(group.sizeBytes, 1)));
  return [{ kind: 'group', group, length, atLeast: false }];
}

function rowsOf(item: Group | Gap | Bundle, options: ArrangeOptions, open: boolean): Sized[] {
  if (item.kind === 'bundle') {
    return [{ kind: 'bundle', bundle: item, length: options.bundleLength, atLeast: false }];
  }
  if (item.kind === 'gap') return options.omits?.(item) ? [] : [gapRow(item, null, options)];
  const whole = open || item.regionCount === 1 || opened.has(item.class);
  return whole ? openGroup(item, options) : closedGroup(item, options);
}

export function arrange(layout: Layout, options: ArrangeOptions): LayoutPicture {
  const open = options.all || layout.totals.regionCount <= options.mostRegions;
  const items = open ? layout.items : bundle(layout.items, options.mostGroups);
  const rows: PictureRow[] = [];
  let position = 0;
  for (let i = items.length - 1; i >= 0; i--) {
    for (const row of rowsOf(items[i]!, options, open)) {
      rows.push({ ...row, position });
      position += row.length;
    }
  }
  return { rows, length: position };
}
