/** Where the names of curves stand: beside their own, free of the others, and of each other. */

/** A curve as a polyline in pixels, left to right and upward. */
export type LabelledCurve = {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Pixels that its name takes. */
  readonly wide: number;
};

export type LabelPlace = { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
type Bounds = Box;

const gap = 7;
const above = 9;
const below = 4;
/** Heights that are tried, of the height of the plot. */
const heights = Array.from({ length: 17 }, (_, index) => 0.1 + (0.8 * index) / 16);
/** Pixels of curves under a name that do not hide them. */
const mostCovered = 8;

function boxOf({ x, y, anchor }: LabelPlace, wide: number): Box {
  const left = anchor === 'start' ? x : x - wide;
  return { left, right: left + wide, top: y - above, bottom: y + below };
}

function areApart(one: Box, other: Box): boolean {
  return one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
}

/** How many pixels of the curve's upright and level pieces lie under the box. */
function covered({ points }: LabelledCurve, box: Box): number {
  let pixels = 0;
  for (const [index, [x, y]] of points.entries()) {
    const [fromX, fromY] = points[index - 1] ?? [x, y];
    const piece = { left: fromX, right: x, top: Math.min(fromY, y), bottom: Math.max(fromY, y) };
    if (areApart(piece, box)) continue;
    pixels += 1 + Math.min(x, box.right) - Math.max(fromX, box.left);
    pixels += Math.min(piece.bottom, box.bottom) - Math.max(piece.top, box.top);
  }
  return pixels;
}

/** Where the curve crosses a height: the furthest left of it, and the furthest right, within the height of a letter. */
function edges({ points }: LabelledCurve, y: number): readonly [left: number, right: number] | undefined {
  const near = points.flatMap(([x, at], index) => {
    const fromY = points[index - 1]?.[1] ?? at;
    return Math.min(at, fromY) <= y + below && Math.max(at, fromY) >= y - above ? [x] : [];
  });
  return near.length === 0 ? undefined : [Math.min(...near), Math.max(...near)];
}

function candidates(curve: LabelledCurve, bounds: Bounds): LabelPlace[] {
  return heights.flatMap((share): LabelPlace[] => {
    const y = bounds.bottom - share * (bounds.bottom - bounds.top);
    const ends = edges(curve, y);
    if (!ends) return [];
    const places: LabelPlace[] = [
      { x: ends[1] + gap, y, anchor: 'start' },
      { x: ends[0] - gap, y, anchor: 'end' },
    ];
    return places.filter((place) => {
      const { left, right } = boxOf(place, curve.wide);
      return left >= bounds.left && right <= bounds.right;
    });
  });
}

/** In the order of the curves; those that come first choose first. Undefined where no place is wide enough, or, where names may be left out, free. */
export function curveLabels(
  curves: readonly LabelledCurve[],
  bounds: Bounds,
  mayLeaveOut: boolean,
): readonly (LabelPlace | undefined)[] {
  const taken: Box[] = [];
  return curves.map((curve, index) => {
    // All else being equal, each at a height of its own: the names are read in the order of the curves.
    const wished = 0.9 - (0.8 * (index + 0.5)) / curves.length;
    const wishedY = bounds.bottom - wished * (bounds.bottom - bounds.top);
    const judged = candidates(curve, bounds).map((place) => {
      const box = boxOf(place, curve.wide);
      const overlaps = taken.filter((one) => !areApart(one, box)).length;
      const under = overlaps * 250 + curves.reduce((sum, one) => sum + covered(one, box), 0);
      return { place, under, cost: under * 4 + Math.abs(place.y - wishedY) * 0.3 };
    });
    const free = mayLeaveOut ? judged.filter(({ under }) => under <= mostCovered) : judged;
    const [best] = free.sort((one, other) => one.cost - other.cost);
    if (best) taken.push(boxOf(best.place, curve.wide));
    return best?.place;
  });
}
