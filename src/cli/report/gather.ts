/** From recorded files to everything that a report shows. */
import { type Analysis, compareRuns, reportRun } from '../../analysis/index.ts';
import type { Layout } from '../../model/layout.ts';
import { Problem } from '../../model/problem.ts';
import type { Report, ReportLayout, ReportRun, RunPair } from '../../model/report.ts';
import type { TraceView } from '../../model/trace-view.ts';
import { version } from '../../model/version.ts';
import type { PageParts } from '../../report/index.ts';
import { replayFile } from '../../trace/index.ts';
import { arrangeForReport } from '../layout/arrange-for-report.ts';
import { layoutTitle } from '../layout/render-layout.ts';
import { betweenRunsCaution, runDifferences, settingDifferences } from '../run-differences.ts';
import { loadRun } from '../run-session.ts';
import { type Attached, attach } from './attach.ts';
import { type FileKind, fileKind } from './file-kind.ts';
import { recordedLayouts } from './post-layouts.ts';
import { readLayouts } from './read-layouts.ts';
import { runLetter } from './run-letter.ts';

export type Gathered = {
  readonly report: Report;
} & Pick<PageParts, 'attachments' | 'leftOut'>;

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

/** What the files come to, in their order. */
type Parts = {
  readonly loaded: LoadedRun[];
  readonly layouts: ReportLayout[];
  readonly traces: TraceView[];
  /** With the letter of the run, where it is one. */
  readonly attached: (Attached & {
    readonly kind: FileKind;
    readonly letter: string;
    readonly path: string;
  })[];
};

/** Throws a Problem: against itself, a run would seem to be repeated and to agree. */
function refuseTwice({ attached }: Parts): void {
  for (const [index, { file, path, kind }] of attached.entries()) {
    const first = attached.findIndex((other) => other.file.sha256 === file.sha256);
    if (first === index) continue;
    throw new Problem(
      'same-run',
      `'${attached[first]?.path}' and '${path}' are the same ${kind === 'run' ? 'run' : 'file'}, byte for byte`,
      'name each once',
    );
  }
}

/** Those of runs first. Files of one name are told apart by the letters of their runs, else by their place. */
function namedApart({ attached }: Parts): PageParts['attachments'] {
  const isRun = ({ kind }: { kind: FileKind }): boolean => kind === 'run';
  const runsFirst = [...attached.filter(isRun), ...attached.filter((one) => !isRun(one))];
  const kept = runsFirst.flatMap(({ letter, attachment }, index) =>
    attachment ? [{ before: letter || String(index + 1), ...attachment }] : [],
  );
  return kept.map(({ before, name, base64 }) => {
    const isAlone = kept.filter((other) => other.name === name).length === 1;
    return { name: isAlone ? name : `${before}-${name}`, base64 };
  });
}

function arranged(layout: Layout): ReportLayout {
  return arrangeForReport(layout, { title: layoutTitle(layout) });
}

/** Each is read before it is attached: who reads it says what is wrong with it. */
async function add(parts: Parts, path: string, kind: FileKind, letter: string): Promise<void> {
  const { loaded, layouts, traces, attached } = parts;
  const attachIt = async () => {
    const it = await attach(path);
    attached.push({ ...it, kind, letter, path });
    return it.file;
  };
  if (kind === 'layouts') {
    layouts.push(...readLayouts(path).map(arranged));
    await attachIt();
  } else if (kind === 'trace') {
    const view = replayFile(path);
    const { name } = await attachIt();
    // Without the folders of this machine.
    traces.push({ ...view, trace: { ...view.trace, file: name } });
  } else {
    const { analysis, reading } = loadRun(path);
    const file = await attachIt();
    layouts.push(...recordedLayouts(analysis.layouts, letter));
    loaded.push({ analysis, run: reportRun(analysis, { letter, file, truncated: reading.truncated }) });
  }
}

/**
 * Runs, traces and layouts. Throws a Problem (exit code 2) for a file that is none of them, or is damaged anywhere but in a cut
 * last line; for one given twice.
 */
export async function gatherReport(paths: readonly string[]): Promise<Gathered> {
  const kinds = paths.map(fileKind);
  const several = kinds.filter((kind) => kind === 'run').length > 1;
  const parts: Parts = { loaded: [], layouts: [], traces: [], attached: [] };
  for (const [index, path] of paths.entries()) {
    const kind = kinds[index] as FileKind;
    await add(parts, path, kind, several && kind === 'run' ? runLetter(parts.loaded.length) : '');
  }
  refuseTwice(parts);
  const { loaded, layouts, traces } = parts;
  const runs = loaded.map(({ run }) => run);
  const [first, ...others] = loaded;
  const report: Report = {
    version,
    writtenAt: new Date().toISOString(),
    command: ['firsttouch', ...process.argv.slice(2)],
    runs,
    pairs: first ? others.map((other) => pairOf(first, other)) : [],
    layouts,
    traces,
    arms: armsOf(runs),
  };
  const leftOut = parts.attached.flatMap(({ kind, file }) =>
    kind === 'run' || file.left === null ? [] : [file],
  );
  return { report, attachments: namedApart(parts), leftOut };
}
