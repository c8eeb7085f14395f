/** Single charts as SVG files, for commands that draw one thing: colours written out, no style sheet, no script. */
import type { ReportLayout } from '../model/report.ts';
import type { FaultRaster } from '../model/trace-view.ts';
import { armStyles } from './charts/arms.ts';
import { layoutChart } from './charts/layout/layout-chart.tsx';
import { gutter, mostWidth } from './charts/layout/layout-columns.ts';
import { rasterChart } from './charts/raster/raster-chart.tsx';
import { svgFile } from './figure/svg-file.ts';
import { harmless } from './harmless.ts';

const rasterWidth = 1000;

/** Processes side by side, from the left. */
export function renderLayouts(given: readonly ReportLayout[]): string {
  const layouts = harmless(given);
  const titles = layouts.map(({ title }) => title).join('; ');
  const names = [...new Set(layouts.map(({ layout }) => `${layout.name} (${layout.pid})`))].join(', ');
  const words = {
    name: 'layout',
    title: titles,
    description: `${names}: regions and gaps from the highest address to the lowest.`,
  };
  return svgFile(layoutChart(words, layouts), armStyles([]), (mostWidth + gutter) * layouts.length - gutter);
}

export function renderRaster(raster: FaultRaster): string {
  return svgFile(rasterChart('faults', harmless(raster)), armStyles([]), rasterWidth);
}
