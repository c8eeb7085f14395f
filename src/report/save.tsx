/** In the browser: a chart as a file that stands alone, and files into the reader's hands. */
import { render } from 'preact';
import type { Arms } from './charts/arms.ts';
import type { Chart } from './charts/chart.ts';
import { fileView } from './file-view.ts';

/** The chart drawn anew with its colours written out: nothing of the page's style sheet is needed. */
export function svgText(chart: Chart, arms: Arms): string {
  const place = document.createElement('div');
  render(chart.draw(fileView(arms)), place);
  const svg = place.querySelector('svg');
  if (!svg) return '';
  svg.setAttribute('style', 'background:#fff');
  const text = new XMLSerializer().serializeToString(svg);
  render(null, place);
  return `${text}\n`;
}

export function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
