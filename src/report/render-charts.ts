/** Every chart of a report as an SVG file: colours written out, no style sheet, no script. */
import type { Report } from '../model/report.ts';
import { armStyles } from './charts/arms.ts';
import { distinctNames } from './charts/chart-name.ts';
import { svgFile } from './figure/svg-file.ts';
import { harmless } from './harmless.ts';
import { sections } from './sections/index.ts';

export type ChartFile = { readonly name: string; readonly title: string; readonly svg: string };

export function renderCharts(given: Report): ChartFile[] {
  const report = harmless(given);
  const arms = armStyles(report.arms);
  const charts = sections
    .filter((section) => section.appliesTo(report))
    .flatMap((section) => section.charts(report));
  const names = distinctNames(charts.map(({ name }) => name));
  return charts.map((chart, index) => ({
    name: names[index] ?? chart.name,
    title: chart.title,
    svg: svgFile(chart, arms),
  }));
}
