/** Statements that were put to the test: the verdict on each, and everything that it rests on. */
import type { Report } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { Figure } from '../figure.tsx';
import type { Section } from '../section.ts';
import { ClaimList } from './claims/claim-list.tsx';
import { overviewChart } from './claims/overview-chart.tsx';

const charts = ({ runs }: Report): readonly Chart[] =>
  runs.filter((run) => run.claims.length > 0).map(overviewChart);

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
