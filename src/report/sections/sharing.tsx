/** Who shares which pages: a parent and its children, by what the kernel counts in each. */
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { RunFigures } from '../figure/run-figures.tsx';
import { observedStages } from '../parts/observations.ts';
import type { Section } from '../section.ts';
import { sharingChart } from './sharing/sharing-chart.tsx';

function chartsOf(run: ReportRun): Chart[] {
  return observedStages(run).flatMap((stage) => sharingChart(run.letter, stage) ?? []);
}

export const sharing: Section = {
  id: 'sharing',
  title: 'Who shares which pages',
  appliesTo: ({ runs }) => runs.some((run) => chartsOf(run).length > 0),
  charts: ({ runs }: Report) => runs.flatMap(chartsOf),
  Body: ({ report }) => (
    <>
      <p class="note">
        Each process is a line of the memory in question that it has, to scale. A block through several lines
        in strong colour is the same pages in all of them; fainter bars apart are pages of one process alone.
        RSS and PSS are of all the processes together.
      </p>
      {report.runs.map((run) => (
        <RunFigures key={run.letter} run={run} charts={chartsOf(run)} />
      ))}
    </>
  ),
};
