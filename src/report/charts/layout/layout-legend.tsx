/** What the boxes of a layout mean. */

import type { View } from '../chart.ts';
import { px, type } from '../drawing.tsx';
import { wrapWords } from '../wrap-words.ts';

const said =
  'Heights are to scale within a group; zigzags are breaks, their size is written. Arrows: growth. ?: probable.';
const entryWidth = 138;
const entries = 4;

function shape(width: number) {
  const across = Math.max(1, Math.min(entries, Math.floor(width / entryWidth)));
  const lines = wrapWords(said, width, type.small, 4);
  return { across, swatches: Math.ceil(entries / across) * 20, lines };
}

export function legendHeight(width: number): number {
  const { swatches, lines } = shape(width);
  return swatches + lines.length * 14 + 16;
}

export function Legend({ view, shared }: { readonly view: View; readonly shared: string }) {
  const { paint } = view;
  const { across, swatches, lines } = shape(view.width);
  const drawn: [string, string, boolean][] = [
    [paint.shades[2] as string, 'resident, own', false],
    [shared, 'resident, shared', false],
    [paint.wash, 'not resident', false],
    [paint.wash, 'not to scale', true],
  ];
  return (
    <g font-size={type.small}>
      {drawn.map(([fill, text, dashed], i) => {
        const [x, y] = [(i % across) * entryWidth, Math.floor(i / across) * 20];
        return (
          <g key={text}>
            <rect
              x={x + 0.5}
              y={y + 0.5}
              width={24}
              height={12}
              fill={fill}
              stroke={paint.ink}
              stroke-width={0.8}
              stroke-dasharray={dashed ? '3 2' : undefined}
            />
            <text x={x + 32} y={y + 11}>
              {text}
            </text>
          </g>
        );
      })}
      {lines.map((line, i) => (
        <text key={line} y={px(swatches + 14 + i * 14)} fill={paint.quiet}>
          {line}
        </text>
      ))}
    </g>
  );
}
