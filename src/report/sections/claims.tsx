/** Statements that were put to the test: the verdict on each, and everything that it rests on. */
import type { Report } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure/figure.tsx';
import type { Section } from '../section.ts';
import { decisiveOf } from './answer/decisive.ts';
import { ClaimList } from './claims/claim-list.tsx';
import { overviewChart } from './claims/overview-chart.tsx';

/** Where they are the answer itself, they are drawn there. */
const charts = ({ runs }: Report): readonly Chart[] =>
  runs.filter((run) => run.claims.length > 0 && decisiveOf(run)).map(overviewChart);

export const claims: Section = {
  id: 'claims',
  title: 'Claims',
  appliesTo: ({ runs }) => runs.some((run) => run.claims.length > 0),
  charts,
  Body: ({ report }) => (
    <>
      {charts(report).map((chart) => (
        <Figure key={chart.name} chart={chart} />
      ))}
      <ClaimList report={report} />
    </>
  ),
};
