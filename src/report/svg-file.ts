/** A chart as an SVG file that stands alone: the same text from the command line and from the page. */
import { renderToString } from 'preact-render-to-string';
import type { Arms } from './charts/arms.ts';
import type { Chart } from './charts/chart.ts';
import { fileView } from './file-view.ts';
import { shortNumbers } from './short-numbers.ts';

/** Colours written out, no style sheet, no script. */
export function svgFile(chart: Chart, arms: Arms): string {
  const drawn = shortNumbers(renderToString(chart.draw(fileView(arms))));
  return `${drawn.replace('<svg ', '<svg style="background:#fff" ')}\n`;
}
