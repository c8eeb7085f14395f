/** `--report [FILE]` and `--open` of the commands that measure: the page is written when the run has ended. */
import { resolve } from 'node:path';
import { Problem } from '../../model/problem.ts';
import { reportProblem } from '../report-problem.ts';
import { requireWritable } from '../require-writable.ts';
import { requireNoRunThere, requirePageName } from './page-place.ts';

/** `report`: a file, true for one beside the run, false for none, undefined for what the command does by itself. */
export type ReportChoice = { readonly report?: string | boolean; readonly open?: boolean };

/** Beside the run, under its name. */
export function pageBeside(run: string): string {
  return `${run.replace(/\.jsonl?$/, '')}.html`;
}

/** Throws a Problem (exit code 2) before anything is measured. `out`: where the run is to be written. */
export function requireReportPlace({ report, open, out }: ReportChoice & { readonly out?: string }): void {
  if (typeof report === 'string') {
    // Else `run --report post` would take the experiment for the file.
    requirePageName('--report', report, 'write --report FILE.html; or --report alone, after the other words');
    requireWritable('report', report, '--report FILE.html');
    if (out !== undefined && resolve(out) === resolve(report))
      throw new Problem(
        'page-is-run',
        `--report and --out both name '${out}': the page would replace the run`,
        'name two files',
      );
  }
  if (report === false && open)
    throw new Problem('nothing-to-open', '--open needs the report that --no-report leaves out', 'drop one');
}

/** The page to write; null for none. `usual`: the command writes one by itself. */
function pageFor(run: string, { report, open }: ReportChoice, usual: boolean): string | null {
  if (typeof report === 'string') return report;
  return (report ?? (usual || open)) ? pageBeside(run) : null;
}

/**
 * Writes the page of a run that has ended and says where it is: on stdout after text, else on stderr. A page that cannot be
 * written is a problem of its own (exit code 2 where there was none); the run file stands.
 */
export async function reportAfterRun(
  run: string,
  choice: ReportChoice,
  { usual, format }: { readonly usual: boolean; readonly format: string },
): Promise<void> {
  const page = pageFor(run, choice, usual);
  if (page === null) return;
  // Loaded where it is wanted: a run without a page needs none of it.
  const [{ gatherReport }, { writePage }] = await Promise.all([import('./gather.ts'), import('./write.ts')]);
  try {
    requireNoRunThere(page, [run]);
    writePage(await gatherReport([run]), page);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    reportProblem(error);
    process.exitCode ||= error.exitCode;
    return;
  }
  (format === 'text' ? process.stdout : process.stderr).write(`Report: ${page}\n`);
  if (choice.open) (await import('./open-page.ts')).openPage(page);
}
