/** `firsttouch report RUN.jsonl [MORE.jsonl]`: recorded runs as one HTML page, or its charts as SVG files. */
import { gatherReport } from '../report/gather.ts';
import { writeCharts, writePage } from '../report/write.ts';

export type ReportOptions = {
  readonly out?: string;
  readonly svg?: string;
};

/** Beside the first run, under its name. */
function pagePath(run: string): string {
  return `${run.replace(/\.jsonl$/, '')}.html`;
}

export async function reportCommand(paths: readonly string[], options: ReportOptions): Promise<void> {
  const gathered = await gatherReport(paths);
  if (options.svg !== undefined) {
    for (const path of writeCharts(gathered, options.svg)) process.stdout.write(`${path}\n`);
    if (options.out === undefined) return;
  }
  const path = options.out ?? pagePath(paths[0] ?? 'report');
  writePage(gathered, path);
  process.stdout.write(`${path}\n`);
}
