/** `firsttouch report FILE...`: runs, traces and layouts as one HTML page, or its charts as SVG files. */
import { pageBeside } from '../report/after-run.ts';
import { gatherReport } from '../report/gather.ts';
import { openPage } from '../report/open-page.ts';
import { requireNoRunThere, requirePageName } from '../report/page-place.ts';
import { writeCharts, writePage } from '../report/write.ts';

export type ReportOptions = {
  readonly out?: string;
  readonly svg?: string;
  readonly open?: boolean;
};

export async function reportCommand(paths: readonly string[], options: ReportOptions): Promise<void> {
  const path = options.out ?? pageBeside(paths[0] ?? 'report');
  requirePageName('-o', path, 'write -o FILE.html; a folder for pictures is --svg DIR');
  requireNoRunThere(path, paths);
  const gathered = await gatherReport(paths);
  if (options.svg !== undefined) {
    for (const path of writeCharts(gathered, options.svg)) process.stdout.write(`${path}\n`);
    if (options.out === undefined && !options.open) return;
  }
  writePage(gathered, path);
  process.stdout.write(`${path}\n`);
  if (options.open) openPage(path);
}
