/** The limit of memory bandwidth, with its name along it. */
import { line } from 'd3-shape';
import type { View } from '../../charts/chart.ts';
import { widthOf } from '../../charts/cut.ts';
import { px, type as typeSize } from '../../charts/drawing.tsx';

type Point = { readonly x: number; readonly y: number };

const path = line<Point>()
  .x(({ x }) => x)
  .y(({ y }) => y)
  .digits(1);

/** On the line at that x. */
function heightAt(points: readonly Point[], x: number): number {
  const next = Math.max(
    1,
    points.findIndex((point) => point.x >= x),
  );
  const [from, to] = [points[next - 1], points[next]] as [Point, Point];
  return from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
}

/** Between the line and the text, across the line: below it from the top of the letters, above it from their feet. */
const [below, above] = [12, 4];

/** A text along the line, as steep as the line is there and clear of its bends: below it, or above where there is no room. */
export function labelPlace(points: readonly Point[], width: number, bottom: number) {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const to = last.x - 4;
  const from = Math.max(first.x, to - width);
  const [low, high] = [heightAt(points, from), heightAt(points, to)];
  const chord = (x: number): number => low + ((high - low) * (x - from)) / (to - from || 1);
  const bends = points.filter(({ x }) => x > from && x < to).map(({ x, y }) => y - chord(x));
  const angle = Math.atan2(high - low, to - from);
  const under = Math.max(0, ...bends) + below / Math.cos(angle);
  const over = Math.min(0, ...bends) - above / Math.cos(angle);
  const hasRoom = Math.max(low, high) + under + 3 < bottom;
  return { x: to, y: high + (hasRoom ? under : over), degrees: (angle * 180) / Math.PI };
}

type LimitProps = {
  readonly points: readonly Point[];
  readonly words: string;
  /** Of the plot. */
  readonly bottom: number;
  readonly view: View;
};

export function LimitLine({ points, words, bottom, view }: LimitProps) {
  if (points.length < 2) return null;
  const { x, y, degrees } = labelPlace(points, widthOf(words, typeSize.small) * 1.1, bottom);
  return (
    <g fill={view.paint.quiet} font-size={typeSize.small}>
      <path d={path(points) ?? ''} stroke={view.paint.quiet} stroke-width={1.2} fill="none" />
      <text transform={`translate(${px(x)} ${px(y)}) rotate(${px(degrees)})`} text-anchor="end">
        {words}
      </text>
    </g>
  );
}
