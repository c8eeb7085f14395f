/** From recorded files to everything that a report shows. */
import { type Analysis, compareRuns, reportRun } from '../../analysis/index.ts';
import type { Report, ReportRun, RunPair } from '../../model/report.ts';
import { version } from '../../model/version.ts';
import type { PageParts } from '../../report/index.ts';
import { betweenRunsCaution, runDifferences, settingDifferences } from '../run-differences.ts';
import { loadRun } from '../run-session.ts';
import { attach } from './attach.ts';
import { runLetter } from './run-letter.ts';

export type Gathered = {
  readonly report: Report;
  readonly attachments: PageParts['attachments'];
};

type LoadedRun = { readonly analysis: Analysis; readonly run: ReportRun };

function pairOf(first: LoadedRun, second: LoadedRun): RunPair {
  const [one, other] = [first.analysis.header, second.analysis.header];
  return {
    first: first.run.letter,
    second: second.run.letter,
    differences: runDifferences(one, other),
    remarks: [betweenRunsCaution(one, other, one.settings.alpha), ...settingDifferences(one, other)],
    findings: compareRuns(first.analysis, second.analysis),
  };
}

/** Every arm, in the order of its first appearance; the halves of a program that was repeated last. */
function armsOf(runs: readonly ReportRun[]): string[] {
  const inCells = runs.flatMap(({ cells }) => cells.flatMap(({ arms }) => arms.map(({ name }) => name)));
  const halves = runs.flatMap(({ findings }) =>
    findings.filter(({ kind }) => kind === 'repetition').flatMap(({ arm, reference }) => [arm, reference]),
  );
  return [...new Set([...inCells, ...halves.filter((name) => name !== null)])];
}

/** Throws a Problem (exit code 2) for a file that is no run, or is damaged anywhere but in a cut last line. */
export async function gatherReport(paths: readonly string[]): Promise<Gathered> {
  const loaded: LoadedRun[] = [];
  const attachments: PageParts['attachments'][number][] = [];
  for (const [index, path] of paths.entries()) {
    const letter = paths.length > 1 ? runLetter(index) : '';
    const { analysis, reading } = loadRun(path);
    const { file, attachment } = await attach(path);
    if (attachment) attachments.push(attachment);
    loaded.push({ analysis, run: reportRun(analysis, { letter, file, truncated: reading.truncated }) });
  }
  const runs = loaded.map(({ run }) => run);
  const [first, ...others] = loaded;
  const report: Report = {
    version,
    writtenAt: new Date().toISOString(),
    command: ['firsttouch', ...process.argv.slice(2)],
    runs,
    pairs: first ? others.map((other) => pairOf(first, other)) : [],
    layouts: [],
    traces: [],
    arms: armsOf(runs),
  };
  return { report, attachments };
}
