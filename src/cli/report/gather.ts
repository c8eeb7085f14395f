/** From recorded files to everything that a report shows. */
import { type Analysis, compareRuns, reportRun } from '../../analysis/index.ts';
import { Problem } from '../../model/problem.ts';
import type { Report, ReportRun, RunPair } from '../../model/report.ts';
import { version } from '../../model/version.ts';
import type { PageParts } from '../../report/index.ts';
import { betweenRunsCaution, runDifferences, settingDifferences } from '../run-differences.ts';
import { loadRun } from '../run-session.ts';
import { type Attached, attach } from './attach.ts';
import { runLetter } from './run-letter.ts';

export type Gathered = {
  readonly report: Report;
  readonly attachments: PageParts['attachments'];
};

type LoadedRun = { readonly analysis: Analysis; readonly run: ReportRun };
type AttachedRun = LoadedRun & Pick<Attached, 'attachment'>;

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

/** Throws a Problem: against itself, a run would seem to be repeated and to agree. */
function refuseTwice(runs: readonly ReportRun[], paths: readonly string[]): void {
  for (const [index, { file }] of runs.entries()) {
    const first = runs.findIndex((run) => run.file.sha256 === file.sha256);
    if (first === index) continue;
    throw new Problem(
      'same-run',
      `'${paths[first]}' and '${paths[index]}' are the same run, byte for byte`,
      'name each run once',
    );
  }
}

/** Files of one name, told apart by the letters of their runs. */
function namedApart(loaded: readonly AttachedRun[]): PageParts['attachments'] {
  const attachments = loaded.flatMap(({ run, attachment }) =>
    attachment ? [{ letter: run.letter, ...attachment }] : [],
  );
  return attachments.map(({ letter, name, base64 }) => {
    const isAlone = attachments.filter((other) => other.name === name).length === 1;
    return { name: isAlone ? name : `${letter}-${name}`, base64 };
  });
}

/** Throws a Problem (exit code 2) for a file that is no run, or is damaged anywhere but in a cut last line; for a run given twice. */
export async function gatherReport(paths: readonly string[]): Promise<Gathered> {
  const loaded: AttachedRun[] = [];
  for (const [index, path] of paths.entries()) {
    const letter = paths.length > 1 ? runLetter(index) : '';
    const { analysis, reading } = loadRun(path);
    const { file, attachment } = await attach(path);
    const run = reportRun(analysis, { letter, file, truncated: reading.truncated });
    loaded.push({ analysis, run, attachment });
  }
  const runs = loaded.map(({ run }) => run);
  refuseTwice(runs, paths);
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
  return { report, attachments: namedApart(loaded) };
}
