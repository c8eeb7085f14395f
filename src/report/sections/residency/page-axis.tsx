/** The axis below strips of pages: page numbers, and the place in the file that they are. */
import { formatBytes, formatCount } from '../../../model/units.ts';
import { px, type as typeSize } from '../../charts/drawing.tsx';
import type { Paint } from '../../charts/paint.ts';

type PageAxisProps = {
  readonly pages: number;
  /** 0 where it is not known. */
  readonly pageBytes: number;
  readonly place: (page: number) => number;
  readonly y: number;
  readonly paint: Paint;
};

export function PageAxis({ pages, pageBytes, place, y, paint }: PageAxisProps) {
  const ticks = pages >= 4 ? [0, 1, 2, 3, 4].map((quarter) => Math.round((pages * quarter) / 4)) : [0, pages];
  const anchors = ticks.map((_, index) =>
    index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle',
  );
  return (
    <g fill={paint.quiet} font-size={typeSize.small}>
      <path
        d={`M${px(place(0))} ${y}H${px(place(pages))}${ticks.map((page) => `M${px(place(page))} ${y}v4`).join('')}`}
        stroke={paint.quiet}
        fill="none"
      />
      {ticks.map((page, index) => (
        <text key={page} text-anchor={anchors[index]}>
          <tspan x={px(place(page))} y={y + 17}>
            {index === 0 ? 'page 0' : formatCount(page)}
          </tspan>
          {pageBytes > 0 ? (
            <tspan x={px(place(page))} y={y + 31}>
              {formatBytes(page * pageBytes)}
            </tspan>
          ) : null}
        </text>
      ))}
    </g>
  );
}
