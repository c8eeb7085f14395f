/** The pages of a strip as one path, what was accessed, and an enlargement where only a small part is in memory. */
import { formatCount } from '../../../model/units.ts';
import { px, type as typeSize } from '../../charts/drawing.tsx';
import type { Paint } from '../../charts/paint.ts';
import type { Strip } from './strips.ts';

type Place = (page: number) => number;

type PagesProps = {
  readonly strip: Pick<Strip, 'pages' | 'resident' | 'touched' | 'beforePages'>;
  readonly place: Place;
  readonly y: number;
  readonly height: number;
  readonly paint: Paint;
};

/** Single pages are drawn this wide at least, pixels, unless there are so many that the strip would look full. */
const leastWidth = 1;
const mostWidened = 64;

const hundredths = (value: number): number => Math.round(value * 100) / 100;

export function Pages({ strip, place, y, height, paint }: PagesProps) {
  const { pages, resident, touched, beforePages } = strip;
  const [left, right] = [px(place(0)), px(place(pages))];
  const least = resident.length > mostWidened ? 0 : leastWidth;
  const parts = resident.map(([from, to]) => {
    const width = Math.max(least, place(to) - place(from));
    const x = Math.min(place(from), right - width);
    return `M${hundredths(x)} ${y}h${hundredths(width)}v${height}h${hundredths(-width)}z`;
  });
  const marks = (touched ?? []).map((page) => {
    const x = px(place(page + 0.5));
    return `M${x} ${y - 2}l-3.5 -6h7z`;
  });
  return (
    <g>
      <path d={`M${left} ${y}H${right}v${height}H${left}z`} fill={paint.wash} stroke={paint.rule} />
      <path d={parts.join('')} fill={beforePages > 0 ? paint.shades[0] : paint.shades[3]} />
      <path d={marks.join('')} fill={paint.ink} />
    </g>
  );
}

/** Pages that an enlargement shows. */
const zoomPages = 64;
/** Where less than one part in so many of the strip is in memory, it is enlarged. */
const smallPart = 32;
const gap = 10;
const zoomed = 10;
export const zoomHeight = gap + zoomed + 16;

/** The pages to enlarge, [from, to); null where the strip shows them well. */
export function zoomOf({ resident, pages }: Pick<Strip, 'resident' | 'pages'>): [number, number] | null {
  const [first, last] = [resident[0]?.[0], resident.at(-1)?.[1]];
  if (first === undefined || last === undefined || pages < smallPart * 4) return null;
  if (last - first > Math.min(pages / smallPart, zoomPages)) return null;
  const from = Math.round((first + last - zoomPages) / 2);
  const kept = Math.max(0, Math.min(pages - zoomPages, from));
  return [kept, kept + zoomPages];
}

type ZoomProps = {
  readonly strip: Strip;
  readonly place: Place;
  readonly y: number;
  readonly range: readonly [left: number, right: number];
  readonly paint: Paint;
};

export function Zoom({ strip, place, y, range: [left, right], paint }: ZoomProps) {
  const window = zoomOf(strip);
  if (!window) return null;
  const [from, to] = window;
  const width = (right - left) * 0.6;
  const start = Math.max(left, Math.min(right - width, place((from + to) / 2) - width / 2));
  const inside = {
    pages: to - from,
    resident: strip.resident.map(([one, other]) => [one - from, other - from] as const),
    touched: null,
    beforePages: strip.beforePages,
  };
  const scale: Place = (page) => start + (page / (to - from)) * width;
  return (
    <g>
      <path
        d={`M${px(place(from))} ${y}L${px(start)} ${y + gap}M${px(place(to))} ${y}L${px(start + width)} ${y + gap}`}
        stroke={paint.quiet}
        stroke-width={0.7}
        fill="none"
      />
      <Pages strip={inside} place={scale} y={y + gap} height={zoomed} paint={paint} />
      <text
        x={px(start + width / 2)}
        y={y + gap + zoomed + 13}
        font-size={typeSize.small}
        text-anchor="middle"
        fill={paint.quiet}
      >
        pages {formatCount(from)} to {formatCount(to - 1)}
      </text>
    </g>
  );
}
