/** The charts of one trace: its timeline, and the faults of the processes that took most. */
import type { TraceView } from '../../../model/trace-view.ts';
import type { Chart } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { rasterChart } from '../../charts/raster/raster-chart.tsx';
import { timelineChart } from '../../charts/timeline/timeline-chart.tsx';

/** Of more processes than these the rasters are left out, which the text says. */
export const mostRasters = 6;

export type TraceCharts = { readonly timeline: Chart; readonly rasters: readonly Chart[] };

/** `place`: the trace among several, from 1; empty where there is one. */
export function traceCharts(view: TraceView, place: string): TraceCharts {
  const { bucketNs, calls } = view.timeline;
  const link = `trace-time-${place}`;
  const moments = { link, bucketNs, count: calls.length };
  const most = [...view.rasters].sort((one, other) => other.faults - one.faults).slice(0, mostRasters);
  // One process may have executed several programs.
  const names = most.map(({ pid }, index) =>
    chartName(
      'faults',
      place,
      String(pid),
      most.findIndex((one) => one.pid === pid) === index ? '' : String(index + 1),
    ),
  );
  return {
    timeline: timelineChart(chartName('timeline', place), link, view),
    rasters: most.map((raster, index) => rasterChart(names[index] as string, raster, moments)),
  };
}
