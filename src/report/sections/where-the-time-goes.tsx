/** Where each arm spends its time: the phases of a trial, or user and system time of a command. */
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { FoldedFigures } from '../figure/folded-figures.tsx';
import type { Section } from '../section.ts';
import { costSeriesOf } from './cost/cost-series.ts';
import { commandChart } from './time/command-chart.ts';
import { phaseChart } from './time/phase-chart.ts';

function chartsOf(run: ReportRun): readonly Chart[] {
  const phases = costSeriesOf(run).map((series) => phaseChart(run, series));
  return [...phases, commandChart(run)].filter((chart) => chart !== undefined);
}

export const whereTheTimeGoes: Section = {
  id: 'where-the-time-goes',
  title: 'Where the time goes',
  appliesTo: ({ runs }) => runs.some((run) => chartsOf(run).length > 0),
  charts: ({ runs }: Report) => runs.flatMap(chartsOf),
  Body: ({ report: { runs } }) => (
    <>
      {runs.map((run) => (
        <FoldedFigures
          key={run.letter}
          run={run}
          charts={chartsOf(run)}
          open={3}
          rest="of other stages and patterns"
        />
      ))}
    </>
  ),
};
