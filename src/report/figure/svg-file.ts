/** A chart as an SVG file that stands alone: the same text from the command line and from the page. */
import { renderToString } from 'preact-render-to-string';
import type { Arms } from '../charts/arms.ts';
import type { Chart } from '../charts/chart.ts';
import { filePaint } from '../charts/paint.ts';
import { fileView } from './file-view.ts';
import { shortNumbers } from './short-numbers.ts';

const tags = /<[a-z][^>"]*(?:"[^"]*"[^>"]*)*>/gi;
const attributes = /(\s[\w:-]+)(="[^"]*")?/g;

/** HTML leaves out an empty value, which XML does not know. */
function wellFormed(markup: string): string {
  return markup.replace(tags, (tag) =>
    tag.replace(attributes, (_, name: string, value = '=""') => `${name}${value}`),
  );
}

/** Nothing touches the edge of the picture, and its ground is part of it: not all that draw SVG know style sheets. */
const margin = 12;
const frame = /^<svg ([^>]*?)viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"/;

function framed(drawn: string): string {
  const [, , wide = '0', high = '0'] = frame.exec(drawn) ?? [];
  const [width, height] = [Number(wide) + 2 * margin, Number(high) + 2 * margin];
  const place = `x="${-margin}" y="${-margin}" width="${width}" height="${height}"`;
  return drawn
    .replace(
      frame,
      `<svg $1viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}"`,
    )
    .replace('</desc>', `</desc><rect ${place} fill="${filePaint.ground}"/>`);
}

/** Colours written out, no style sheet, no script. */
export function svgFile(chart: Chart, arms: Arms, width = chart.fileWidth): string {
  const drawn = wellFormed(shortNumbers(renderToString(chart.draw(fileView(arms, width)))));
  return `${framed(drawn)}\n`;
}
