/** The first screen: the answer in one sentence, the numbers that it rests on, and why it is so. */
import type { Finding } from '../../model/finding.ts';
import type { Report, ReportRun } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure/figure.tsx';
import { RunPart } from '../parts/run-part.tsx';
import { Below } from '../parts/subheading.tsx';
import { typeset } from '../parts/typeset.ts';
import type { Section } from '../section.ts';
import { answerInWords, asSentence, nameInWords, shortened } from './answer/answer-in-words.ts';
import { conclusionOf, type Decisive, decisiveOf } from './answer/decisive.ts';
import { differenceChart, explainedOf } from './answer/difference-chart.tsx';
import { endingInWords } from './answer/ending-in-words.ts';
import { forestChart } from './answer/forest-chart.tsx';
import { ClaimSentences, Further, Gates } from './answer/further.tsx';
import { Numbers } from './answer/numbers.tsx';
import { partsChart } from './answer/parts-chart.tsx';
import { overviewChart } from './claims/overview-chart.tsx';

type RunProps = { readonly run: ReportRun };

function whyChart(run: ReportRun, decisive: Decisive): Chart | undefined {
  return differenceChart(run, decisive) ?? partsChart(run, decisive);
}

/** Undefined where claims are not what the run was for. */
function claimsChart(run: ReportRun): Chart | undefined {
  return run.claims.length > 0 && !decisiveOf(run) ? overviewChart(run) : undefined;
}

function chartsOf(run: ReportRun): readonly Chart[] {
  const decisive = decisiveOf(run);
  const charts = [decisive && whyChart(run, decisive), claimsChart(run), forestChart(run)];
  return charts.filter((chart) => chart !== undefined);
}

const mostReasons = 4;

/** What a comparison adds to its verdict; the verdict itself has been said. */
function remarkOf({ sentence, verdict, figures }: Finding): string {
  const said = typeof figures?.said === 'string' ? figures.said : (verdict ?? '');
  const at = sentence.indexOf(`: ${said}`);
  const end = at < 0 ? -1 : sentence.indexOf('. ', at);
  return end < 0 ? '' : sentence.slice(end + 2);
}

/** The sentences of the decomposition: of the arms that are drawn, or of the first where nothing is. */
function reasonsOf(decisive: Decisive): string[] {
  const { decompositions, comparisons } = decisive;
  const outside = decompositions.filter(({ figures }) => figures?.outcome === 'outside');
  const told = [...explainedOf(decisive), ...outside];
  const said = told.length > 0 ? told.slice(0, mostReasons) : decompositions.slice(0, 1);
  if (said.length > 0) return said.map(({ sentence }) => sentence);
  // Without a calibration there is still what the comparisons say of system calls, faults and CPU time.
  const several = comparisons.length > 1 && decisive.cell.kind === 'commands';
  return comparisons
    .filter((comparison) => remarkOf(comparison) !== '')
    .map((comparison) => `${several ? `${nameInWords(comparison.arm)}. ` : ''}${remarkOf(comparison)}`)
    .slice(0, mostReasons);
}

function Answer({ run }: RunProps) {
  const conclusion = conclusionOf(run);
  const verdict = conclusion?.verdict ?? decisiveOf(run)?.comparisons[0]?.verdict;
  return (
    <>
      {endingInWords(run).map((sentence) => (
        <p key={sentence} class="ending">
          {sentence}
        </p>
      ))}
      <p class={verdict === 'void' ? 'answer violated' : 'answer'}>{typeset(answerInWords(run))}</p>
    </>
  );
}

function Why({
  run,
  decisive,
  chart,
}: RunProps & { readonly decisive: Decisive; readonly chart: Chart | undefined }) {
  const reasons = reasonsOf(decisive);
  const names = decisive.cell.arms.map(({ name }) => name);
  if (!chart && reasons.length === 0) return null;
  return (
    <>
      {run.letter === '' ? <h3>Why</h3> : null}
      <Below heading>{chart ? <Figure chart={chart} /> : null}</Below>
      {reasons.map((sentence) => (
        <p key={sentence} class="reason">
          {typeset(asSentence(shortened(sentence, 900), names))}
        </p>
      ))}
    </>
  );
}

function RunAnswer({ run, asked }: RunProps & { readonly asked: string }) {
  const decisive = decisiveOf(run);
  const why = decisive && whyChart(run, decisive);
  const forest = forestChart(run);
  const claims = claimsChart(run);
  const { question } = run.header.plan;
  return (
    <RunPart run={run}>
      {question === asked ? null : <p class="question">{shortened(question)}</p>}
      <Gates run={run} />
      <Answer run={run} />
      {claims ? <Figure chart={claims} /> : null}
      {decisive ? <Numbers run={run} decisive={decisive} /> : <ClaimSentences run={run} />}
      {decisive ? <Why run={run} decisive={decisive} chart={why} /> : null}
      <Further run={run} decisive={decisive} />
      {forest ? <Figure chart={forest} /> : null}
    </RunPart>
  );
}

export const theAnswer: Section = {
  id: 'the-answer',
  title: 'The answer',
  appliesTo: ({ runs }) => runs.length > 0,
  charts: ({ runs }: Report) => runs.flatMap(chartsOf),
  Body: ({ report: { runs } }) => (
    <>
      {runs.map((run) => (
        <RunAnswer key={run.letter} run={run} asked={runs[0]?.header.plan.question ?? ''} />
      ))}
    </>
  ),
};
