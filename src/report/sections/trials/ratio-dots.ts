/** A dot for each pair: on a canvas all of them, in SVG some thousands as one path. */
import { px } from '../../charts/drawing.tsx';
import { marginRows, type RatioPanel } from './ratio-panels.ts';

/** Of one panel in SVG. */
export const mostDots = 1500;
/** Up to so many are round, and so large that each is seen. */
const mostLarge = 300;
const mostRound = 3000;

/** Radius and opacity: the more there are, the fainter is each. */
export function dotStyle(count: number): { radius: number; opacity: number } {
  if (count <= mostLarge) return { radius: 2, opacity: 0.75 };
  return {
    radius: count <= mostRound ? 1.5 : 1,
    opacity: Math.max(0.06, 0.75 * Math.sqrt(mostLarge / count)),
  };
}

/** An arrow head on the edge, pointing to where the value is. */
function arrow(x: number, y: number, side: -1 | 1): string {
  return `M${px(x - 3.5)} ${px(y + 6 * side)}h7L${px(x)} ${px(y)}z`;
}

export type DotPaths = { readonly dots: string; readonly arrows: string; readonly drawn: number };

/** Every so manieth pair; those beyond the axis are arrows, none of which is left out until they would hide each other. */
export function dotPaths({ contrast: { points }, x, y, beyond }: RatioPanel): DotPaths {
  const every = Math.max(1, Math.ceil(points.ratio.length / mostDots));
  const [dots, arrows]: [string[], string[]] = [[], []];
  for (const [index, ratio] of points.ratio.entries()) {
    const side = beyond(ratio);
    const at = x((points.pair[index] as number) + 1);
    if (side !== 0) {
      if (arrows.length < mostDots / 5) arrows.push(arrow(at, y(ratio), side));
    } else if (index % every === 0) dots.push(`M${px(at)} ${px(y(ratio))}h0`);
  }
  return { dots: dots.join(''), arrows: arrows.join(''), drawn: dots.length + arrows.length };
}

/** The canvas lies behind the SVG, which would hide the dots under what it shades. */
export function paintMargin(
  context: CanvasRenderingContext2D,
  panel: RatioPanel,
  equivalence: number,
  colour: string,
): void {
  const { top, bottom } = marginRows(panel, equivalence);
  context.fillStyle = colour;
  context.fillRect(panel.plot.left, top, panel.plot.right - panel.plot.left, bottom - top);
}

/** Squares are filled an order of magnitude faster than circles, and cannot be told from them at that size. */
export function paintDots(context: CanvasRenderingContext2D, panel: RatioPanel, colour: string): void {
  const { contrast, x, y, beyond } = panel;
  const { pair, ratio } = contrast.points;
  const { radius, opacity } = dotStyle(ratio.length);
  const isRound = ratio.length <= mostRound;
  context.fillStyle = colour;
  context.globalAlpha = opacity;
  for (let index = 0; index < ratio.length; index++) {
    const value = ratio[index] as number;
    if (beyond(value) !== 0) continue;
    const [left, top] = [x((pair[index] as number) + 1), y(value)];
    if (isRound) {
      context.beginPath();
      context.arc(left, top, radius, 0, 2 * Math.PI);
      context.fill();
    } else context.fillRect(left - radius, top - radius, 2 * radius, 2 * radius);
  }
  context.globalAlpha = 1;
}
