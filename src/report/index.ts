/** A report: one HTML page that stands alone, and its charts as files. Pure: text from plain data. */
export { layoutMetrics } from './charts/layout/layout-columns.ts';
export { type ChartFile, renderCharts } from './render-charts.ts';
export { type PageParts, renderPage } from './render-page.tsx';
export { renderLayouts, renderRaster } from './render-pictures.ts';
