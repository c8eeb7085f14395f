/** What each arm costs as the size grows: in time, per byte, per real fault; and what no arm can go below. */
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { FoldedFigures } from '../figure/folded-figures.tsx';
import type { Section } from '../section.ts';
import { costChart } from './cost/cost-chart.tsx';
import { type CostSeries, costSeriesOf } from './cost/cost-series.ts';
import { quantitiesOf } from './cost/quantity.ts';

/** A line needs two sizes. */
function drawable(run: ReportRun): CostSeries[] {
  return costSeriesOf(run).filter((series) => series.sizesBytes.length > 1);
}

function chartsOf(run: ReportRun): Chart[] {
  return drawable(run).flatMap((series) =>
    quantitiesOf(run, series)
      .map((quantity) => costChart(run, series, quantity))
      .filter((chart) => chart !== undefined),
  );
}

export const costAgainstSize: Section = {
  id: 'cost-against-size',
  title: 'Cost against size',
  appliesTo: (report) => report.runs.some((run) => drawable(run).length > 0),
  charts: ({ runs }: Report) => runs.flatMap(chartsOf),
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => (
        <FoldedFigures
          key={run.letter}
          run={run}
          charts={chartsOf(run)}
          open={6}
          rest="of other stages and patterns"
        />
      ))}
    </>
  ),
};
