/** Axes: ticks with labels and units, and a light grid behind the data. */

import { px, type } from './drawing.tsx';
import type { Paint } from './paint.ts';
import type { Tick } from './scales.ts';

type Place = (value: number) => number;

/** Where the data lies, in pixels. */
export type Plot = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

type AxisProps = {
  readonly plot: Plot;
  readonly ticks: readonly Tick[];
  readonly place: Place;
  readonly paint: Paint;
  /** What is measured and in which unit; nothing where the labels say it. */
  readonly name?: string;
};

/** Below the plot; grid lines go up. */
export function BottomAxis({ plot, ticks, place, paint, name }: AxisProps) {
  return (
    <g fill={paint.quiet} font-size={type.small} text-anchor="middle">
      <path
        d={ticks.map(({ value }) => `M${px(place(value))} ${plot.top}V${plot.bottom}`).join('')}
        stroke={paint.rule}
        stroke-width={0.6}
        fill="none"
      />
      <path d={`M${plot.left} ${plot.bottom}H${plot.right}`} stroke={paint.quiet} fill="none" />
      {ticks.map(({ value, label }) => (
        <text key={label} x={px(place(value))} y={plot.bottom + 15}>
          {label}
        </text>
      ))}
      {name === undefined ? null : (
        <text x={plot.right} y={plot.bottom + 31} text-anchor="end">
          {name}
        </text>
      )}
    </g>
  );
}

/** Left of the plot; grid lines go right; the name stands above it. */
export function LeftAxis({ plot, ticks, place, paint, name }: AxisProps) {
  return (
    <g fill={paint.quiet} font-size={type.small} text-anchor="end">
      <path
        d={ticks.map(({ value }) => `M${plot.left} ${px(place(value))}H${plot.right}`).join('')}
        stroke={paint.rule}
        stroke-width={0.6}
        fill="none"
      />
      {ticks.map(({ value, label }) => (
        <text key={label} x={plot.left - 6} y={px(place(value)) + 4}>
          {label}
        </text>
      ))}
      {name === undefined ? null : (
        <text x={0} y={plot.top - 10} text-anchor="start">
          {name}
        </text>
      )}
    </g>
  );
}
