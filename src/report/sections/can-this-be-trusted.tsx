/** Whether a run can be believed: what speaks against it first, then the evidence that anyone can hold against it. */
import { Fragment } from 'preact';
import type { ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure/figure.tsx';
import { RunPart } from '../parts/run-part.tsx';
import { typeset } from '../parts/typeset.ts';
import type { Section } from '../section.ts';
import { decisiveCell } from './trials/decisive-cell.ts';
import { controlChart } from './trust/control-chart.tsx';
import { driftChart } from './trust/drift-chart.tsx';
import { trustSentence } from './trust/objections.ts';
import { Refusals } from './trust/refusals.tsx';
import { remarksOn } from './trust/remarks.ts';
import { warmUpChart } from './trust/warm-up-chart.tsx';

function chartsOf(run: ReportRun): readonly Chart[] {
  return [controlChart(run), driftChart(run, decisiveCell(run)), warmUpChart(run)].filter(
    (chart) => chart !== undefined,
  );
}

function RunTrust({ run }: { readonly run: ReportRun }) {
  return (
    <RunPart run={run}>
      <p class="judgement">{typeset(trustSentence(run))}</p>
      <dl class="remarks">
        {remarksOn(run).map(({ topic, sentences }) => (
          <Fragment key={topic}>
            <dt>{topic}</dt>
            {sentences.map((sentence, index) => (
              <dd key={index}>{typeset(sentence)}</dd>
            ))}
          </Fragment>
        ))}
      </dl>
      {chartsOf(run).map((chart) => (
        <Figure key={chart.name} chart={chart} />
      ))}
      <Refusals run={run} />
    </RunPart>
  );
}

export const canThisBeTrusted: Section = {
  id: 'can-this-be-trusted',
  title: 'Can this be trusted?',
  appliesTo: ({ runs }) => runs.length > 0,
  charts: ({ runs }) => runs.flatMap(chartsOf),
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => (
        <RunTrust key={run.letter} run={run} />
      ))}
    </>
  ),
};
