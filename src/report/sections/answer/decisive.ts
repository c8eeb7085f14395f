/** The cell that a run's question is about, with what was found of it. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportCell, ReportRun } from '../../../model/report.ts';
import { isOfCell } from '../../parts/findings-of-cell.ts';

export type Decisive = {
  readonly cell: ReportCell;
  /** Of every arm but the reference, in the order of the arms. */
  readonly comparisons: readonly Finding[];
  /** The reference against its own copy. */
  readonly control: Finding | undefined;
  /** The fastest arm against the next; only where there are three or more. */
  readonly ranking: Finding | undefined;
  readonly decompositions: readonly Finding[];
};

/** Of the first stage that compares: what the plan is about. */
function cellsAsked({ header, cells }: ReportRun): ReportCell[] {
  const stage = header.plan.stages.findIndex(({ kind }) => kind === 'comparison' || kind === 'commands');
  return cells.filter(({ key }) => key.startsWith(`${stage}/`));
}

/** The answer in the words of the question, where the analysis gives one. */
export function conclusionOf({ findings }: ReportRun): Finding | undefined {
  return findings.find(({ kind, verdict }) => kind === 'conclusion' && verdict !== null);
}

/** The size of the conclusion, else the largest with a pair: chosen before any verdict is seen. */
function decisiveCell(run: ReportRun): ReportCell | undefined {
  const paired = cellsAsked(run).filter(({ contrasts }) =>
    contrasts.some(({ n, isControl }) => n > 0 && !isControl),
  );
  const concluded = conclusionOf(run)?.sizeBytes;
  const largest = Math.max(0, ...paired.map(({ sizeBytes }) => sizeBytes ?? 0));
  return paired.find(({ sizeBytes }) => (sizeBytes ?? 0) === (concluded ?? largest)) ?? paired[0];
}

/** Undefined where no two arms were ever paired. */
export function decisiveOf(run: ReportRun): Decisive | undefined {
  const cell = decisiveCell(run);
  if (!cell) return undefined;
  const here = run.findings.filter((finding) => isOfCell(finding, cell));
  const main = cell.kind === 'commands' ? 'wall' : cell.measure.join('+');
  return {
    cell,
    comparisons: here.filter(({ kind, phase, n }) => kind === 'comparison' && phase === main && n > 0),
    control: here.find(({ kind }) => kind === 'control'),
    ranking: here.find(({ kind }) => kind === 'ranking'),
    decompositions: here.filter(({ kind }) => kind === 'decomposition'),
  };
}
