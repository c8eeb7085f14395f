/**
 * The raster of page faults as SVG: time across, addresses down (high at the top), one shade a cell for how many minor faults
 * it has and a cross for major ones. Each stretch of addresses has a scale of its own; where no fault was taken is a break with
 * its size. Colours are resolved, and their order is told by lightness too.
 */
import type { FaultRaster } from '../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../model/units.ts';
import { drawCells, majorColour, shadeLimits, shades } from './raster/raster-cells.ts';
import { frame, placeSegments, px, type RasterGeometry } from './raster/raster-geometry.ts';
import { drawLabels, drawSegments } from './raster/raster-labels.ts';
import { escapeXml, svgText } from './raster/svg-text.ts';

type Counts = { readonly minor: number; readonly major: number; readonly most: number };

function countsOf(raster: FaultRaster): Counts {
  let [minor, major, most] = [0, 0, 0];
  for (const [, , ownMinor, ownMajor] of raster.cells) {
    minor += ownMinor;
    major += ownMajor;
    most = Math.max(most, ownMinor);
  }
  return { minor, major, most };
}

const mostTicks = 8;

/** A step of 1, 2 or 5 times a power of ten. */
function tickStepNs(spanNs: number): number {
  const rough = spanNs / mostTicks;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

function drawTimeAxis(raster: FaultRaster, geometry: RasterGeometry, columns: number): string {
  const { plotBottom, plotWidth } = geometry;
  const spanNs = raster.columnNs * columns;
  const step = tickStepNs(spanNs);
  const lines = [];
  const { fromNs } = raster;
  const first = Math.ceil(fromNs / step);
  for (let tick = 0; tick <= mostTicks; tick++) {
    const at = (first + tick) * step;
    if (at > fromNs + spanNs) break;
    const x = frame.left + ((at - fromNs) / spanNs) * plotWidth;
    lines.push(`<path d="M${px(x)} ${px(plotBottom)}v5" stroke="#666666" stroke-width="0.8"/>`);
    lines.push(
      svgText(x, plotBottom + 17, at === 0 ? '0' : formatDuration(at), { anchor: 'middle', size: 10.5 }),
    );
  }
  lines.push(
    svgText(frame.left + plotWidth / 2, plotBottom + 33, 'time since the launch', {
      anchor: 'middle',
      fill: '#555555',
    }),
  );
  return lines.join('\n');
}

function drawLegend(
  { plotBottom }: RasterGeometry,
  limits: readonly number[],
  { major, most }: Counts,
): string {
  const y = plotBottom + 58;
  const used = limits.filter((limit) => limit <= most);
  let x: number = frame.left;
  const parts = [svgText(x, y, 'minor faults in a cell:', { fill: '#555555' })];
  x += 122;
  for (const [index, limit] of used.entries()) {
    const next = used[index + 1];
    const last = next === undefined ? most : next - 1;
    const text = limit === last ? formatCount(limit) : `${formatCount(limit)} to ${formatCount(last)}`;
    parts.push(`<rect x="${px(x)}" y="${px(y - 9)}" width="11" height="11" fill="${shades[index]}"/>`);
    parts.push(svgText(x + 15, y, text));
    x += 27 + text.length * 6.2;
  }
  if (major > 0) {
    parts.push(
      `<path d="M${px(x)} ${px(y - 7)}l6 6m0 -6l-6 6" stroke="${majorColour}" stroke-width="1.5" fill="none"/>`,
    );
    parts.push(svgText(x + 11, y, 'major faults (they waited for storage)'));
  }
  return parts.join('\n');
}

function titleOf({ name, pid }: FaultRaster): string {
  return `Page faults of ${name ?? 'process'} (${pid}): when and where`;
}

function heading(raster: FaultRaster, { minor, major }: Counts): string {
  const counts = `${formatNumber(minor, 'minor fault')}, ${formatNumber(major, 'major fault')}`;
  const rows = raster.segments.map(({ rowBytes }) => rowBytes);
  const [least, most] = [Math.min(...rows), Math.max(...rows)].map(formatBytes);
  const tall = least === most ? `${least} high` : `${least} to ${most} high`;
  const cell = `a cell is ${formatDuration(raster.columnNs)} wide and ${tall}`;
  return [
    svgText(24, 34, titleOf(raster), { size: 17, weight: 'bold', fill: '#111111' }),
    svgText(24, 54, `${counts}; ${cell}`, { size: 12, fill: '#444444' }),
    svgText(frame.left - 14, 80, 'region', { anchor: 'end', fill: '#777777', size: 10.5 }),
    svgText(frame.width - frame.right + 8, 80, 'address, high at the top', { fill: '#777777', size: 10.5 }),
  ].join('\n');
}

/** The drawing, ending in a newline. Columns behind the last fault are left out where that is more than half of them. */
export function serializeFaultRaster(raster: FaultRaster): string {
  const lastColumn = raster.cells.reduce((last, [column]) => Math.max(last, column), 0);
  const columns = lastColumn < raster.columns / 2 ? lastColumn + 1 : raster.columns;
  const geometry = placeSegments(raster, columns);
  const counts = countsOf(raster);
  const limits = shadeLimits(counts.most);
  const description = `${formatNumber(counts.minor, 'minor fault')} and ${formatNumber(counts.major, 'major fault')} over ${formatDuration(raster.columnNs * columns)}, in ${formatNumber(raster.segments.length, 'range')} of addresses; each range has its own scale, and the gaps between ranges are written with their sizes.`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${px(geometry.height)}" viewBox="0 0 ${frame.width} ${px(geometry.height)}" role="img" aria-labelledby="title description" font-family="system-ui, Segoe UI, DejaVu Sans, sans-serif">`,
    `<title id="title">${escapeXml(titleOf(raster))}</title>`,
    `<desc id="description">${escapeXml(description)}</desc>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    heading(raster, counts),
    drawSegments(geometry),
    drawCells(raster, geometry, limits),
    drawLabels(geometry),
    drawTimeAxis(raster, geometry, columns),
    drawLegend(geometry, limits, counts),
    '</svg>',
  ].join('\n')}\n`;
}
