/** The figures of one run in a section: the first few open, the rest folded, because nobody scrolls past thirty. */
import type { ReportRun } from '../../model/report.ts';
import { formatNumber } from '../../model/units.ts';
import type { Chart } from '../charts/chart.ts';
import { RunPart } from '../parts/run-part.tsx';
import { Figure } from './figure.tsx';

type FoldedProps = {
  readonly run: ReportRun;
  readonly charts: readonly Chart[];
  /** So many stand open. */
  readonly open: number;
  /** What the others are of, after their number. */
  readonly rest: string;
};

function Figures({ charts }: Pick<FoldedProps, 'charts'>) {
  return (
    <>
      {charts.map((chart) => (
        <Figure key={chart.name} chart={chart} />
      ))}
    </>
  );
}

export function FoldedFigures({ run, charts, open, rest }: FoldedProps) {
  if (charts.length === 0) return null;
  const folded = charts.slice(open);
  return (
    <RunPart run={run}>
      <Figures charts={charts.slice(0, open)} />
      {folded.length > 0 ? (
        <details>
          <summary>
            {formatNumber(folded.length, 'more chart')}, {rest}
          </summary>
          <Figures charts={folded} />
        </details>
      ) : null}
    </RunPart>
  );
}
