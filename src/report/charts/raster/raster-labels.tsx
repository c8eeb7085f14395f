/** What is written beside a raster's segments: regions on the left, addresses and scale on the right, gaps between them. */
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import { widthOf } from '../cut.ts';
import { monoFamily, px, type } from '../drawing.tsx';
import type { Paint } from '../paint.ts';
import { breakHeight, type PlacedSegment, type RasterGeometry, yOf } from './raster-geometry.ts';

const lineHeight = 13;
/** More names than this beside one stretch are a wall of text. */
const mostNames = 9;
const hex = (value: number): string => `0x${value.toString(16)}`;

/** Words lose their end, a name its middle; a path first loses its folders. */
function shortName(name: string, width: number): string {
  const bare = name.startsWith('/') ? name.slice(name.lastIndexOf('/', name.length - 2) + 1) : name;
  const most = Math.max(4, Math.floor(width / (1.2 * widthOf('n', type.small))));
  if (bare.length <= most) return bare;
  if (bare === name && name.includes(' ')) return `${bare.slice(0, most - 1).trimEnd()}…`;
  const kept = most - 1;
  return `${bare.slice(0, Math.ceil(kept / 2))}…${bare.slice(bare.length - Math.floor(kept / 2))}`;
}

type Name = { readonly text: string; readonly title: string; readonly y: number };

/** The most faulted ones as far as there is room, by height; the rest is summed. */
function namesOf(placed: PlacedSegment, width: number): Name[] {
  const { segment, height } = placed;
  const room = Math.max(1, Math.min(mostNames, Math.floor((height + 4) / lineHeight)));
  const whole = segment.regions.length <= room;
  const shown = segment.regions.slice(0, whole ? room : Math.max(1, room - 1));
  const rest = segment.regions.length - shown.length;
  const alone = rest > 0 && room === 1 ? ` +${rest}` : '';
  const names = shown.map(({ name, faults, start, end }) => ({
    text: shortName(name, width - widthOf(alone, type.small)) + alone,
    title: `${name}: ${formatNumber(faults, 'fault')}`,
    y: (yOf(placed, Math.min(end, segment.end)) + yOf(placed, Math.max(start, segment.start))) / 2,
  }));
  names.sort((one, other) => one.y - other.y);
  const lowest = names.reduce((most, { y }) => Math.max(most, y), 0);
  return rest > 0 && room > 1 ? [...names, { text: `and ${rest} more`, title: '', y: lowest }] : names;
}

/** Names at the height of what they name, moved apart where they would meet. */
function Names({ placed, left, paint }: { placed: PlacedSegment; left: number; paint: Paint }) {
  const { top, height } = placed;
  const names = namesOf(placed, left - 14);
  let lowest = top - lineHeight / 2;
  return (
    <>
      {names.map((name, index) => {
        const below = (names.length - 1 - index) * lineHeight;
        const y = Math.max(lowest + lineHeight, Math.min(name.y, top + height - lineHeight / 2 - below));
        lowest = y;
        return (
          <g key={index}>
            {name.title === '' ? null : <title>{name.title}</title>}
            <text x={left - 13} y={px(y + 4)} text-anchor="end">
              {name.text}
            </text>
            {name.title === '' ? null : (
              <path
                d={`M${left - 10} ${px(y)}L${left - 2} ${px(name.y)}`}
                stroke={paint.quiet}
                stroke-width={0.6}
                fill="none"
              />
            )}
          </g>
        );
      })}
    </>
  );
}

function Addresses({ placed, x }: { placed: PlacedSegment; x: number }) {
  const { segment, top, height } = placed;
  return (
    <>
      <g font-family={monoFamily} font-size={10}>
        <text x={x} y={px(top + 8)}>
          {hex(segment.end)}
        </text>
        <text x={x} y={px(top + height - 1)}>
          {hex(segment.start)}
        </text>
      </g>
      {height >= 44 ? (
        <text x={x} y={px(top + height / 2 + 3)}>
          {formatBytes(segment.end - segment.start)}
        </text>
      ) : null}
    </>
  );
}

/** Between two segments: a break on both sides, and the size in words, exact where there is room. */
function Break({
  placed,
  geometry,
  paint,
}: {
  placed: PlacedSegment;
  geometry: RasterGeometry;
  paint: Paint;
}) {
  const { plot, addresses } = geometry;
  const y = placed.top - breakHeight / 2;
  const bytes = placed.segment.gapAboveBytes;
  const path = `M${plot.left} ${px(y + 1)}${'l6 -3l6 3'.repeat(3)}M${plot.right} ${px(y + 1)}${'l-6 -3l-6 3'.repeat(3)}`;
  return (
    <>
      <path d={path} fill="none" stroke={paint.quiet} stroke-width={1} />
      <text x={plot.left + 46} y={px(y + 4)} font-style="italic">
        {formatBytes(bytes)} without faults{addresses ? ` (${formatCount(bytes)} B)` : ''}
      </text>
    </>
  );
}

/** The grounds of the segments, and what stands between them. */
export function Segments({ geometry, paint }: { geometry: RasterGeometry; paint: Paint }) {
  const { plot, segments } = geometry;
  return (
    <g font-size={type.small} fill={paint.quiet}>
      {segments.map((placed, index) => (
        <g key={placed.segment.start}>
          {index > 0 ? <Break {...{ placed, geometry, paint }} /> : null}
          <rect
            x={plot.left}
            y={px(placed.top)}
            width={px(plot.right - plot.left)}
            height={px(placed.height)}
            fill={paint.ground}
            stroke={paint.rule}
          />
        </g>
      ))}
    </g>
  );
}

export function SegmentLabels({ geometry, paint }: { geometry: RasterGeometry; paint: Paint }) {
  const { plot, segments, addresses } = geometry;
  return (
    <g font-size={type.small}>
      {segments.map((placed) => (
        <Names key={placed.segment.start} placed={placed} left={plot.left} paint={paint} />
      ))}
      {addresses ? (
        <g fill={paint.quiet}>
          {segments.map((placed) => (
            <Addresses key={placed.segment.start} placed={placed} x={plot.right + 8} />
          ))}
        </g>
      ) : null}
    </g>
  );
}
