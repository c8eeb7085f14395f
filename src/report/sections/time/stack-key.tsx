/** What the lightnesses of stacked times stand for; in rows of two where the chart is narrow. */
import type { View } from '../../charts/chart.ts';
import { widthOf } from '../../charts/cut.ts';
import { px, type as typeSize } from '../../charts/drawing.tsx';
import type { Kind } from './stacks.tsx';

const box = 11;

type KeyProps = { readonly kinds: readonly Kind[]; readonly hatch: string; readonly view: View };

/** Left edges and rows: one row where all fit. */
export function placeKey(kinds: readonly Kind[], width: number): { x: number; y: number }[] {
  const widths = kinds.map(({ name }) => box + 6 + widthOf(name, typeSize.small) * 1.1 + 16);
  const whole = widths.reduce((sum, one) => sum + one, 0);
  if (whole > width)
    return kinds.map((_, index) => ({ x: (index % 2) * (width / 2), y: Math.floor(index / 2) * 18 }));
  let x = 0;
  return widths.map((one) => {
    const at = x;
    x += one;
    return { x: at, y: 0 };
  });
}

export function StackKey({ kinds, hatch, view }: KeyProps) {
  const places = placeKey(kinds, view.width);
  return (
    <g font-size={typeSize.small}>
      {kinds.map(({ name, shade, isHatched }, index) => {
        const { x, y } = places[index] as { x: number; y: number };
        const square = { x: px(x), y: y + 1, width: box, height: box };
        return (
          <g key={name}>
            <rect {...square} fill={view.paint.shades[shade]} />
            {isHatched ? <rect {...square} fill={`url(#${hatch})`} opacity={0.45} /> : null}
            <text x={px(x + box + 6)} y={y + 11}>
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
}
