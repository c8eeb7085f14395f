import { describe, expect, test } from 'vitest';
import type { ClaimVerdict } from '../../src/model/claim.ts';
import type { Report, ReportClaim, ReportRun } from '../../src/model/report.ts';
import { everyClaim, isChosen } from '../../src/report/sections/claims/claim-filter.tsx';
import { claimRowsOf } from '../../src/report/sections/claims/claim-rows.ts';
import { overviewChart } from '../../src/report/sections/claims/overview-chart.tsx';
import { claims } from '../../src/report/sections/claims.tsx';
import { theAnswer } from '../../src/report/sections/the-answer.tsx';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

function withClaims(run: ReportRun, letter: string, change: (claim: ReportClaim) => ReportClaim): ReportRun {
  return { ...run, letter, claims: run.claims.map(change) };
}

describe('claims', async () => {
  const report = await recordedReport('claims.jsonl');
  const run = report.runs[0] as ReportRun;
  const idsWhere = (choice: Partial<typeof everyClaim>): string[] =>
    claimRowsOf([run])
      .filter((row) => isChosen(row, { ...everyClaim, ...choice }))
      .map(({ claim }) => claim.id);
  const without = (...verdicts: ClaimVerdict[]) => ({ without: new Set(verdicts) });

  test('are drawn and listed as they were', async () => {
    await expect(chartMarkup(overviewChart(run), report)).toMatchFileSnapshot(
      '../golden/report/claims-by-topic.svg',
    );
    await expect(sectionMarkup(claims, report)).toMatchFileSnapshot('../golden/report/claims.html');
  });

  test('filter by verdict, topic and every word typed', () => {
    expect(idsWhere({})).toEqual(['A16', 'A20', 'B07', 'B33', 'B55', 'B61']);
    expect(idsWhere(without('refuted'))).toEqual(['A20', 'B61']);
    expect(idsWhere(without('refuted', 'supported'))).toEqual([]);
    const { topic } = run.claims.find(({ id }) => id === 'B33') as ReportClaim;
    expect(idsWhere({ topic })).toContain('B33');
    expect(idsWhere({ topic, ...without('refuted') })).not.toContain('B33');
    expect(idsWhere({ words: '  FORK  ' }).length).toBeGreaterThan(0);
    expect(idsWhere({ words: 'fork zzz' })).toEqual([]);
  });

  test('of several runs stand side by side, those first on which the runs disagree', () => {
    const other = withClaims(run, 'B', (claim) =>
      claim.id === 'B55' ? { ...claim, verdict: 'supported', holdsWhere: null } : claim,
    );
    const runs = [
      { ...run, letter: 'A' },
      { ...other, claims: other.claims.slice(1) },
    ];
    const rows = claimRowsOf(runs);
    expect(rows.map(({ claim }) => claim.id)).toEqual(['B55', 'A16', 'A20', 'B07', 'B33', 'B61']);
    expect(rows[0]?.runs.map(({ claim }) => claim?.verdict)).toEqual(['refuted', 'supported']);
    expect(rows[1]?.runs[1]?.claim).toBeNull();
    const both: Report = { ...report, runs };
    expect(sectionMarkup(claims, both)).toContain('different verdicts on 1 of 6 claims');
    // The answer of each run is what was decided on its claims: drawn there, once.
    const drawn = [...theAnswer.charts(both), ...claims.charts(both)].map(({ name }) => name);
    expect(drawn.filter((name) => name.startsWith('claims'))).toHaveLength(2);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('go by their series and number, whatever the order of the run', () => {
    const runs = [{ ...run, claims: [...run.claims].reverse() }];
    expect(claimRowsOf(runs).map(({ claim }) => claim.id)).toEqual(
      claimRowsOf([run]).map(({ claim }) => claim.id),
    );
  });

  test('show all rows without a script, and run nothing that they say', () => {
    const hostile = withClaims(run, '', (claim) => ({
      ...claim,
      title: '</script><script>alert(1)</script>',
      source: ['javascript:alert(1)', 'https://example.org/"x'],
    }));
    const markup = sectionMarkup(claims, { ...report, runs: [hostile] });
    expect(markup).not.toMatch(/<script|href="javascript/);
    expect(markup).toContain('href="https://example.org/&quot;x" rel="noreferrer"');
    expect(markup.match(/<li id="claim-/g)).toHaveLength(6);
  });

  test('fit any number of one topic, and long names of topics', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...(run.claims[0] as ReportClaim),
      id: `B${index}`,
      topic: 'x'.repeat(10_000),
    }));
    const one = { ...report, runs: [{ ...run, claims: many }] };
    const markup = one.runs.map((of) => chartMarkup(overviewChart(of), one)).join('');
    const places = [...markup.matchAll(/translate\(([\d.]+) /g)].map(([, x]) => Number(x));
    expect(Math.max(...places)).toBeLessThan(760);
    expect(markup).not.toContain('x'.repeat(60));
  });

  test('are hidden where none was decided', () => {
    expect(claims.appliesTo({ ...report, runs: [{ ...run, claims: [] }] })).toBe(false);
  });
});
