/** Which pages of a file one access loaded. */
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { RunFigures } from '../figure/run-figures.tsx';
import { observedStages } from '../parts/observations.ts';
import type { Section } from '../section.ts';
import { residencyChart } from './residency/residency-chart.tsx';

function chartsOf(run: ReportRun): Chart[] {
  return observedStages(run).flatMap((stage) => residencyChart(run.letter, stage) ?? []);
}

export const residency: Section = {
  id: 'residency',
  title: 'Which pages an access loads',
  appliesTo: ({ runs }) => runs.some((run) => chartsOf(run).length > 0),
  charts: ({ runs }: Report) => runs.flatMap(chartsOf),
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => (
        <RunFigures key={run.letter} run={run} charts={chartsOf(run)} />
      ))}
    </>
  ),
};
