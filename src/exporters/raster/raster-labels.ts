/** What is written beside a raster's segments: regions on the left, addresses and scale on the right, gaps between them. */
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { frame, type PlacedSegment, px, type RasterGeometry, yOf } from './raster-geometry.ts';
import { escapeXml, shortName, svgText } from './svg-text.ts';

const lineHeight = 13;
const mostCharacters = 30;
/** More names than this beside one stretch are a wall of text. */
const mostNames = 9;

function lowestOf(labels: readonly { readonly y: number }[]): number {
  return labels.reduce((lowest, { y }) => Math.max(lowest, y), 0);
}

/** Names at the height of what they name, moved apart where they would meet; the least faulted are summed. */
function regionLabels(placed: PlacedSegment): string {
  const { segment, top, height } = placed;
  const room = Math.max(1, Math.min(mostNames, Math.floor((height + 4) / lineHeight)));
  const whole = segment.regions.length <= room;
  const shown = segment.regions.slice(0, whole ? room : Math.max(1, room - 1));
  const rest = segment.regions.length - shown.length;
  const wanted = shown.map(({ name, faults, start, end }) => ({
    text: shortName(name, mostCharacters),
    title: `${name}: ${formatNumber(faults, 'fault')}`,
    y: (yOf(placed, Math.min(end, segment.end)) + yOf(placed, Math.max(start, segment.start))) / 2,
  }));
  wanted.sort((a, b) => a.y - b.y);
  const told =
    rest > 0 && room > 1 ? [...wanted, { text: `and ${rest} more`, title: '', y: lowestOf(wanted) }] : wanted;
  let lowest = top + lineHeight / 2 - lineHeight;
  const lines = told.map((label, index) => {
    const below = (told.length - 1 - index) * lineHeight;
    const y = Math.max(lowest + lineHeight, Math.min(label.y, top + height - lineHeight / 2 - below));
    lowest = y;
    const more = rest > 0 && room === 1 ? ` +${rest}` : '';
    const text = svgText(frame.left - 14, y + 4, label.text + more, { anchor: 'end' });
    const leader = label.title
      ? `<path d="M${px(frame.left - 11)} ${px(y)}L${px(frame.left - 2)} ${px(label.y)}" stroke="#999999" stroke-width="0.7" fill="none"/>`
      : '';
    return `<g>${label.title ? `<title>${escapeXml(label.title)}</title>` : ''}${text}${leader}</g>`;
  });
  return lines.join('\n');
}

const hex = (value: number): string => `0x${value.toString(16)}`;
const monospace = 'ui-monospace, DejaVu Sans Mono, monospace';

function addressLabels({ segment, top, height }: PlacedSegment): string {
  const x = frame.width - frame.right + 8;
  const style = { size: 9.5, fill: '#555555', family: monospace };
  const lines = [
    svgText(x, top + 8, hex(segment.end), style),
    svgText(x, top + height - 1, hex(segment.start), style),
  ];
  if (height >= 40) {
    const size = formatBytes(segment.end - segment.start);
    lines.push(svgText(x, top + height / 2 + 3, size, { size: 10, fill: '#777777' }));
  }
  return lines.join('\n');
}

/** Between two segments: a break on both sides, and the exact size in words. */
function gapLabel(placed: PlacedSegment, plotWidth: number): string {
  const { segment, top } = placed;
  const middle = top - frame.breakHeight / 2;
  const zigzag = (y: number): string => `M${frame.left} ${px(y)}${'l6 -3l6 3'.repeat(3)}`;
  const right = (y: number): string => `M${px(frame.left + plotWidth)} ${px(y)}${'l-6 -3l-6 3'.repeat(3)}`;
  const breaks = [zigzag(middle + 1), right(middle + 1)].join('');
  const text = `${formatBytes(segment.gapAboveBytes)} without faults (${formatCount(segment.gapAboveBytes)} B)`;
  return [
    `<path d="${breaks}" fill="none" stroke="#888888" stroke-width="1"/>`,
    svgText(frame.left + 46, middle + 4, text, { size: 10, fill: '#666666', style: 'italic' }),
  ].join('\n');
}

export function drawSegments({ segments, plotWidth }: RasterGeometry): string {
  return segments
    .map((placed, index) => {
      const { top, height } = placed;
      const box = `<rect x="${frame.left}" y="${px(top)}" width="${px(plotWidth)}" height="${px(height)}" fill="#f6f6f3" stroke="#c9c9c4" stroke-width="0.8"/>`;
      return [...(index > 0 ? [gapLabel(placed, plotWidth)] : []), box].join('\n');
    })
    .join('\n');
}

export function drawLabels({ segments }: RasterGeometry): string {
  return segments.map((placed) => `${regionLabels(placed)}\n${addressLabels(placed)}`).join('\n');
}
