/** What the shades of a raster count. */
import { formatCount } from '../../../model/units.ts';
import { widthOf } from '../cut.ts';
import { px, type } from '../drawing.tsx';
import type { Paint } from '../paint.ts';

export type LegendProps = {
  readonly x: number;
  readonly y: number;
  readonly most: number;
  readonly major: number;
  readonly limits: readonly number[];
  readonly shades: readonly string[];
  readonly paint: Paint;
  readonly width: number;
};

type Entry = { readonly x: number; readonly y: number; readonly text: string; readonly shade: number };

/** From the left, in as many lines as it takes. */
function entriesOf({ x, y, most, major, limits, width }: LegendProps): Entry[] {
  const used = limits.filter((limit) => limit <= most);
  const texts = used.map((limit, index) => {
    const last = (used[index + 1] ?? most + 1) - 1;
    return limit === last ? formatCount(limit) : `${formatCount(limit)} to ${formatCount(last)}`;
  });
  if (major > 0) texts.push('major faults (they waited for storage)');
  let at = { x, y };
  return texts.map((text, shade) => {
    const long = 18 + widthOf(text, type.small);
    if (at.x > x && at.x + long > width) at = { x, y: at.y + 16 };
    const entry = { ...at, text, shade };
    at = { x: at.x + long + 12, y: at.y };
    return entry;
  });
}

/** How much more than one line of entries it takes, pixels. */
export function legendRoom(props: LegendProps): number {
  return (entriesOf(props).at(-1)?.y ?? props.y) - props.y;
}

export function RasterLegend(props: LegendProps) {
  const { x, y, limits, most, shades, paint } = props;
  const used = limits.filter((limit) => limit <= most).length;
  return (
    <g font-size={type.small}>
      <text x={x} y={px(y)} fill={paint.quiet}>
        minor faults in a cell
      </text>
      {entriesOf({ ...props, y: y + 17 }).map((entry) => (
        <g key={entry.text}>
          {entry.shade < used ? (
            <rect x={px(entry.x)} y={px(entry.y - 9)} width={11} height={11} fill={shades[entry.shade]} />
          ) : (
            <path
              d={`M${px(entry.x + 2)} ${px(entry.y - 7)}l6 6m0 -6l-6 6`}
              stroke={paint.alarm}
              stroke-width={1.5}
              fill="none"
            />
          )}
          <text x={px(entry.x + 15)} y={px(entry.y)}>
            {entry.text}
          </text>
        </g>
      ))}
    </g>
  );
}
