/** Reports of recorded runs, the same every time: what sections and charts are tested on. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderToString } from 'preact-render-to-string';
import { gatherReport } from '../../src/cli/report/gather.ts';
import type { Report } from '../../src/model/report.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import type { Chart } from '../../src/report/charts/chart.ts';
import { shortNumbers } from '../../src/report/figure/short-numbers.ts';
import { svgFile } from '../../src/report/figure/svg-file.ts';
import type { Section } from '../../src/report/section.ts';

const folder = fileURLToPath(new URL('../fixtures/runs', import.meta.url));

export function recordedPath(name: string): string {
  return join(folder, name);
}

/** The report of files of test/fixtures/runs, with its time and command fixed. */
export async function recordedReport(...names: readonly string[]): Promise<Report> {
  const { report } = await gatherReport(names.map(recordedPath));
  return { ...report, writtenAt: '2026-11-23T12:00:00.000Z', command: ['firsttouch', 'report', ...names] };
}

/** A section's markup, a tag on each line so that a difference can be read. */
export function sectionMarkup({ Body }: Section, report: Report): string {
  return `${shortNumbers(renderToString(<Body report={report} />)).replaceAll('><', '>\n<')}\n`;
}

/** A chart as a file, a tag on each line. */
export function chartMarkup(chart: Chart, report: Report): string {
  return svgFile(chart, armStyles(report.arms)).replaceAll('><', '>\n<');
}
