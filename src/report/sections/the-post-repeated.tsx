/** The post's own numbers, its program repeated as it stands and in other settings, and the controlled answer. */
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure/figure.tsx';
import { RunPart } from '../parts/run-part.tsx';
import type { Section } from '../section.ts';
import { repetitionsOf } from './post/repetitions.ts';
import { repetitionsChart } from './post/repetitions-chart.tsx';

function chartsOf(run: ReportRun): Chart[] {
  const repetitions = repetitionsOf(run);
  return repetitions.length > 0 ? [repetitionsChart(run, repetitions)] : [];
}

function ControlledAnswer({ run }: { readonly run: ReportRun }) {
  const findings = run.findings.filter(({ kind, stage }) => kind === 'comparison' && stage === 'controlled');
  return (
    <>
      {findings.map(({ sentence }) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}

export const thePostRepeated: Section = {
  id: 'the-post-repeated',
  title: 'The post, repeated',
  appliesTo: ({ runs }) => runs.some((run) => repetitionsOf(run).length > 0),
  charts: ({ runs }: Report) => runs.flatMap(chartsOf),
  Body: ({ report }) => (
    <>
      <p>
        The post timed malloc with memset(0), then mmap with memset(1), in this order in one process, and
        concluded from five runs that malloc's time “can shoot up and vary a lot”. Here its program runs as it
        stands and in reversed order; then the two are compared in fresh processes, in random order, with one
        fill byte.
      </p>
      {report.runs
        .filter((run) => repetitionsOf(run).length > 0)
        .map((run) => (
          <section key={run.letter}>
            <RunPart run={run}>
              {chartsOf(run).map((chart) => (
                <Figure key={chart.name} chart={chart} />
              ))}
              <ControlledAnswer run={run} />
            </RunPart>
          </section>
        ))}
    </>
  ),
};
