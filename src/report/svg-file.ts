/** A chart as an SVG file that stands alone: the same text from the command line and from the page. */
import { renderToString } from 'preact-render-to-string';
import type { Arms } from './charts/arms.ts';
import type { Chart } from './charts/chart.ts';
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

/** Colours written out, no style sheet, no script. */
export function svgFile(chart: Chart, arms: Arms, width?: number): string {
  const drawn = wellFormed(shortNumbers(renderToString(chart.draw(fileView(arms, width)))));
  return `${drawn.replace('<svg ', '<svg style="background:#fff" ')}\n`;
}
