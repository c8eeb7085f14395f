/** What each arm costs as the size grows: in time, per byte, per real fault; and what no arm can go below. */
import { Fragment } from 'preact';
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure.tsx';
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

const charts = (report: Report): readonly Chart[] => report.runs.flatMap(chartsOf);

export const costAgainstSize: Section = {
  id: 'cost-against-size',
  title: 'Cost against size',
  appliesTo: (report) => report.runs.some((run) => drawable(run).length > 0),
  charts,
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => (
        <Fragment key={run.letter}>
          {run.letter !== '' && chartsOf(run).length > 0 ? <h3>Run {run.letter}</h3> : null}
          {chartsOf(run).map((chart) => (
            <Figure key={chart.name} chart={chart} />
          ))}
        </Fragment>
      ))}
    </>
  ),
};
