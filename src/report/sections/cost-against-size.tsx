/** What each arm costs as the size grows: in time, per byte, per real fault; and what no arm can go below. */
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure.tsx';
import type { Section } from '../section.ts';
import { costChart } from './cost/cost-chart.tsx';
import { type CostSeries, costSeriesOf } from './cost/cost-series.ts';

/** A line needs two sizes. */
function drawable(run: ReportRun): CostSeries[] {
  return costSeriesOf(run).filter((series) => series.sizesBytes.length > 1);
}

function chartsOf(run: ReportRun): Chart[] {
  return drawable(run).map((series) => costChart(run, series));
}

const charts = (report: Report): readonly Chart[] => report.runs.flatMap(chartsOf);

export const costAgainstSize: Section = {
  id: 'cost-against-size',
  title: 'Cost against size',
  appliesTo: (report) => report.runs.some((run) => drawable(run).length > 0),
  charts,
  Body: ({ report }) => (
    <>
      {charts(report).map((chart) => (
        <Figure key={chart.name} chart={chart} />
      ))}
    </>
  ),
};
