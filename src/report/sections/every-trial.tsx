/** Down to single trials: paired ratios in run order, distributions and places in the block, of the decisive cell or any other. */
import { useMemo, useState } from 'preact/hooks';
import type { Report, ReportCell, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure/figure.tsx';
import { RunPart } from '../parts/run-part.tsx';
import type { Section } from '../section.ts';
import { CellChoice } from './trials/cell-choice.tsx';
import { armContrasts, cellsWithPairs, decisiveCell } from './trials/decisive-cell.ts';
import { distributionChart } from './trials/distribution-chart.tsx';
import { positionChart } from './trials/position-chart.tsx';
import { ratiosChart } from './trials/ratios-chart.tsx';

function chartsOf(
  { letter, header }: ReportRun,
  cell: ReportCell,
  which: readonly number[],
): readonly Chart[] {
  const { equivalence } = header.settings;
  return [
    ...which.map((arm) => ratiosChart(cell, arm, { letter, equivalence })),
    distributionChart(cell, letter),
    positionChart(cell, letter),
  ].filter((chart) => chart !== undefined);
}

/** One for each arm; where there is only the copy, that. */
function everyArm(cell: ReportCell): readonly number[] {
  return [...Array(Math.max(1, armContrasts(cell).length)).keys()];
}

function RunTrials({ run, cells }: { readonly run: ReportRun; readonly cells: readonly ReportCell[] }) {
  const [chosen, choose] = useState(() => ({
    cell: Math.max(0, cells.indexOf(decisiveCell(run) as ReportCell)),
    arm: 0,
  }));
  const cell = cells[chosen.cell] as ReportCell;
  // The charts hold the dots: made anew only for another choice, not whenever something is pointed at.
  const charts = useMemo(() => chartsOf(run, cell, [chosen.arm]), [run, cell, chosen.arm]);
  return (
    <RunPart run={run}>
      <CellChoice cells={cells} chosen={chosen} choose={choose} />
      {charts.map((chart) => (
        <Figure key={chart.name} chart={chart} />
      ))}
    </RunPart>
  );
}

export const everyTrial: Section = {
  id: 'every-trial',
  title: 'Every trial',
  appliesTo: (report) => report.runs.some((run) => decisiveCell(run) !== undefined),
  charts: (report: Report) =>
    report.runs.flatMap((run) => {
      const cell = decisiveCell(run);
      return cell ? chartsOf(run, cell, everyArm(cell)) : [];
    }),
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => {
        const cells = cellsWithPairs(run);
        return cells.length > 0 ? <RunTrials key={run.letter} run={run} cells={cells} /> : null;
      })}
    </>
  ),
};
