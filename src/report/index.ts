/** A report: one HTML page that stands alone, and its charts as files. Pure: text from plain data. */
export { type ChartFile, renderCharts } from './render-charts.ts';
export { type PageParts, renderPage } from './render-page.tsx';
