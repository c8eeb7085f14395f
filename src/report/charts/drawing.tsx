/** The frame of every chart: an `<svg>` with its title, its words for those who cannot see it, and one font. */
import type { ComponentChildren } from 'preact';
import type { View } from './chart.ts';

export const fontFamily = 'Helvetica, Arial, "DejaVu Sans", sans-serif';
export const monoFamily = 'Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** Sizes of type in a chart, pixels. */
export const type = { label: 12, small: 11 } as const;

type DrawingProps = {
  readonly view: View;
  readonly height: number;
  /** Unique on the page. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly children: ComponentChildren;
};

/** A coordinate with at most one decimal: the difference cannot be seen, and the page is shorter. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

export function Drawing({ view, height, name, title, description, children }: DrawingProps) {
  const { width, paint } = view;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${px(height)}`}
      width={width}
      height={px(height)}
      role="img"
      aria-labelledby={`${name}-title ${name}-description`}
      font-family={fontFamily}
      font-size={type.label}
      fill={paint.ink}
    >
      <title id={`${name}-title`}>{title}</title>
      <desc id={`${name}-description`}>{description}</desc>
      {children}
    </svg>
  );
}
