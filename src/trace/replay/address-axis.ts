/**
 * A piecewise axis over the addresses that were touched, the highest first: segments each drawn to a scale of their own, and
 * between them gaps that are only written. Rows are shared out by the logarithms of a segment's pages and of its faults.
 */
import type { AxisSegment } from '../../model/trace-view.ts';
import type { Extent } from './touched-extents.ts';

export type AxisSize = { readonly rows: number; readonly mostSegments: number; readonly fewestRows: number };

type Stretch = { start: number; end: number; faults: number; extents: Extent[] };

/** Gaps smaller than this are drawn to scale. */
const smallestBreakBytes = 2 ** 20;

function join(below: Stretch, above: Stretch): Stretch {
  return {
    start: below.start,
    end: Math.max(below.end, above.end),
    faults: below.faults + above.faults,
    extents: [...below.extents, ...above.extents],
  };
}

/**
 * How much is no longer told apart when two become one: by how many powers of two each is drawn smaller, weighed by the root of
 * its faults. So a gap of terabytes stays a gap, however few faults lie beyond it.
 */
function costOf(below: Stretch, above: Stretch): number {
  const whole = above.end - below.start;
  const lost = ({ start, end, faults }: Stretch): number =>
    Math.sqrt(faults) * Math.log2(whole / (end - start));
  return lost(below) + lost(above);
}

function cheapest(stretches: readonly Stretch[]): { at: number; cost: number } {
  let best = { at: 0, cost: Number.POSITIVE_INFINITY };
  for (let at = 0; at + 1 < stretches.length; at++) {
    const cost = costOf(stretches[at] as Stretch, stretches[at + 1] as Stretch);
    if (cost < best.cost) best = { at, cost };
  }
  return best;
}

/** Beyond so many the narrowest gaps are closed first, unweighed. */
const mostWeighed = 512;

/** Neighbours with the least to lose become one until few enough are left. */
function stretchesOf(extents: readonly Extent[], mostSegments: number): Stretch[] {
  const gaps = extents.slice(1).map(({ low }, index) => low - (extents[index] as Extent).high);
  const closed = Math.max(smallestBreakBytes, gaps.sort((a, b) => b - a)[mostWeighed] ?? 0);
  const stretches: Stretch[] = [];
  for (const extent of extents) {
    const one = { start: extent.low, end: extent.high, faults: extent.faults, extents: [extent] };
    const last = stretches.at(-1);
    if (last && extent.low - last.end <= closed) {
      last.end = Math.max(last.end, extent.high);
      last.faults += extent.faults;
      last.extents.push(extent);
    } else stretches.push(one);
  }
  while (stretches.length > mostSegments) {
    const { at } = cheapest(stretches);
    stretches.splice(at, 2, join(stretches[at] as Stretch, stretches[at + 1] as Stretch));
  }
  return stretches;
}

function regionsOf(extents: readonly Extent[]): AxisSegment['regions'] {
  const byName = new Map<string, { name: string; faults: number; start: number; end: number }>();
  for (const { region, low, high, faults } of extents) {
    const known = byName.get(region);
    if (known) {
      known.faults += faults;
      known.start = Math.min(known.start, low);
      known.end = Math.max(known.end, high);
    } else byName.set(region, { name: region, faults, start: low, end: high });
  }
  return [...byName.values()].sort((a, b) => b.faults - a.faults || a.start - b.start);
}

/** How many rows each gets: its fewest, and the rest by the logarithms of its pages and faults. Never more rows than pages. */
function shareRows(stretches: readonly Stretch[], pageBytes: number, size: AxisSize): number[] {
  const pages = stretches.map(({ start, end }) => Math.max(1, Math.round((end - start) / pageBytes)));
  const weights = stretches.map(({ faults }, index) => {
    // Where few pages were touched, a large stretch has no more to show than a small one.
    const shown = Math.min(pages[index] as number, 8 * faults);
    return Math.log2(1 + shown) * Math.log2(1 + faults);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const spare = Math.max(0, size.rows - size.fewestRows * stretches.length);
  return weights.map((weight, index) =>
    Math.max(1, Math.min(pages[index] as number, size.fewestRows + Math.floor((spare * weight) / sum))),
  );
}

/** The axis over the extents, which are in order of address. Its rows are `size.rows` at most, but never fewer than segments. */
export function addressAxis(extents: readonly Extent[], pageBytes: number, size: AxisSize): AxisSegment[] {
  const stretches = stretchesOf(extents, size.mostSegments);
  const rows = shareRows(stretches, pageBytes, size);
  let firstRow = 0;
  const segments: AxisSegment[] = [];
  for (let index = stretches.length - 1; index >= 0; index--) {
    const { start, end, extents: own } = stretches[index] as Stretch;
    const count = rows[index] as number;
    const above = stretches[index + 1];
    segments.push({
      start,
      end,
      firstRow,
      rows: count,
      rowBytes: (end - start) / count,
      gapAboveBytes: above ? above.start - end : 0,
      regions: regionsOf(own),
    });
    firstRow += count;
  }
  return segments;
}

/** The row of an address; undefined where no segment has it. Segments are in falling order of address. */
export function rowOf(segments: readonly AxisSegment[], address: number): number | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle] as AxisSegment).start <= address) high = middle;
    else low = middle + 1;
  }
  const segment = segments[low];
  if (!segment || address >= segment.end) return undefined;
  const fromTop = Math.ceil((segment.end - address) / segment.rowBytes) - 1;
  return segment.firstRow + Math.min(segment.rows - 1, Math.max(0, fromTop));
}
