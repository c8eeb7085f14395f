/** The figures of one run in a section; nothing where it has none. */
import type { ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { RunPart } from '../parts/run-part.tsx';
import { Figure } from './figure.tsx';

type RunFiguresProps = { readonly run: ReportRun; readonly charts: readonly Chart[] };

export function RunFigures({ run, charts }: RunFiguresProps) {
  if (charts.length === 0) return null;
  return (
    <RunPart run={run}>
      {charts.map((chart) => (
        <Figure key={chart.name} chart={chart} />
      ))}
    </RunPart>
  );
}
