/** Dots for pairs in SVG: some thousands as one path, and arrows for what lies beyond the axis. */
import { px } from '../../charts/drawing.tsx';
import type { RatioPanel } from './ratio-panels.ts';

/** Of one panel in SVG. */
export const mostDots = 1500;
/** Up to so many are round, and so large that each is seen. */
const mostLarge = 300;
export const mostRound = 3000;

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
    if (side === 0 && index % every !== 0) continue;
    const at = x((points.pair[index] as number) + 1);
    if (side !== 0) {
      if (arrows.length < mostDots / 5) arrows.push(arrow(at, y(ratio), side));
    } else dots.push(`M${px(at)} ${px(y(ratio))}h0`);
  }
  return { dots: dots.join(''), arrows: arrows.join(''), drawn: dots.length + arrows.length };
}
