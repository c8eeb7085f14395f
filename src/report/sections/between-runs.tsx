/** Several runs on one page: what differs between the machines first, then what each says, then one over the other. */
import type { Report, ReportRun } from '../../model/report.ts';
import { formatCount, formatNumber } from '../../model/units.ts';
import { Figure } from '../figure/figure.tsx';
import { Below } from '../parts/subheading.tsx';
import type { Section } from '../section.ts';
import {
  byDispute,
  type CommonComparison,
  commonComparisons,
  isContradicted,
} from './between/common-comparisons.ts';
import { differenceRows } from './between/differences.ts';
import { PairRatios } from './between/pair-ratios.tsx';
import { ratiosChart } from './between/ratios-chart.tsx';
import { standingInWords, verdictInWords } from './between/verdict-in-words.ts';

/** More rows than these are in the chart's table only. */
const mostRows = 40;

function charts(report: Report) {
  const chart = ratiosChart(report);
  return chart ? [chart] : [];
}

function Letters({ runs }: { readonly runs: readonly ReportRun[] }) {
  return runs.map(({ letter }) => (
    <th key={letter} scope="col">
      {letter}
    </th>
  ));
}

function Differences({ report }: { readonly report: Report }) {
  const rows = differenceRows(report);
  if (rows.length === 0) {
    return (
      <p>Machine, kernel, settings and probe are the same in all runs; the time they were made at is not.</p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="What differs">
      <table>
        <thead>
          <tr>
            <th scope="col">what differs</th>
            <Letters runs={report.runs} />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, values }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              {values.map((value, index) => (
                <td key={report.runs[index]?.letter}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function VerdictRow({
  runs,
  comparison,
}: {
  readonly runs: readonly ReportRun[];
  readonly comparison: CommonComparison;
}) {
  const { arm, reference, where, standings } = comparison;
  return (
    <tr class={isContradicted(comparison) ? 'disputed' : undefined}>
      <th scope="row">
        {arm} <span class="against">over {reference}</span>
        <span class="where">{where}</span>
      </th>
      {runs.map(({ letter }) => {
        const one = standings.find((standing) => standing.letter === letter);
        return (
          <td key={letter} class="standing">
            {one ? (
              <>
                <span class={`verdict verdict-${one.verdict ?? 'none'}`}>{verdictInWords(one.verdict)}</span>
                <span class="where">
                  {standingInWords(one)}, n{'\u00a0'}={'\u00a0'}
                  {formatCount(one.n)}
                </span>
              </>
            ) : (
              '–'
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Verdicts({ report }: { readonly report: Report }) {
  const { comparisons, alone } = commonComparisons(report);
  if (comparisons.length === 0) return <p>No comparison was made in more than one of the runs.</p>;
  const ordered = byDispute(comparisons);
  const runs = report.runs.filter(({ letter }) =>
    comparisons.some(({ standings }) => standings.some((one) => one.letter === letter)),
  );
  const left = ordered.length > mostRows ? `: the first ${mostRows} of ${formatCount(ordered.length)}` : '';
  const others =
    alone > 0
      ? `${formatNumber(alone, 'comparison')} ${alone === 1 ? 'is' : 'are'} in one run only, and not here.`
      : '';
  return (
    <>
      <Below heading>
        {charts(report).map((chart) => (
          <Figure key={chart.name} chart={chart} />
        ))}
      </Below>
      {others === '' ? null : <p class="note">{others}</p>}
      <details>
        <summary>Verdicts by run, with n{left}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section class="scroll" tabIndex={0} aria-label="Verdicts by run">
          <table class="by-run">
            <thead>
              <tr>
                <th scope="col">comparison</th>
                <Letters runs={runs} />
              </tr>
            </thead>
            <tbody>
              {ordered.slice(0, mostRows).map((comparison, index) => (
                <VerdictRow key={index} runs={runs} comparison={comparison} />
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
}

export const betweenRuns: Section = {
  id: 'between-runs',
  title: 'Between the runs',
  appliesTo: (report) => report.runs.length > 1,
  charts,
  Body: ({ report }) => (
    <>
      <h3>What differs between them</h3>
      <Differences report={report} />
      <h3>What each run says</h3>
      <Verdicts report={report} />
      <h3>One run over another</h3>
      {report.pairs.map((pair) => (
        <PairRatios key={pair.second} pair={pair} />
      ))}
    </>
  ),
};
