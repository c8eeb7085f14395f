import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import {
  postMallocSeconds,
  postMedianSeconds,
  postMmapSeconds,
  postVariation,
} from '../../src/report/sections/post/post-results.ts';
import { repetitionsOf } from '../../src/report/sections/post/repetitions.ts';
import { whoGoesFirst } from '../../src/report/sections/post/who-goes-first.ts';
import { thePostRepeated } from '../../src/report/sections/the-post-repeated.tsx';
import { coefficientOfVariation, median } from '../../src/statistics/index.ts';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

/** The findings of the one run changed. */
function withFindings(report: Report, change: (finding: Finding) => Finding | null): Report {
  const runs = report.runs.map((run) => ({
    ...run,
    findings: run.findings.flatMap((finding) => change(finding) ?? []),
  }));
  return { ...report, runs };
}

/** Each repetition's medians, in its order: [first, second]. */
function withMedians(report: Report, medians: (finding: Finding) => [number, number]): Report {
  return withFindings(report, (finding) => {
    if (finding.kind !== 'repetition') return finding;
    const [firstMedianSeconds, secondMedianSeconds] = medians(finding);
    return { ...finding, figures: { ...finding.figures, firstMedianSeconds, secondMedianSeconds } };
  });
}

function titleOf(report: Report): string {
  const [run] = report.runs;
  return run ? whoGoesFirst(run, repetitionsOf(run)) : '';
}

describe('the post, repeated', async () => {
  const report = await recordedReport('post.jsonl');

  test('states the medians and variations of the five runs that the post printed', () => {
    expect(postMedianSeconds.malloc).toBe(median([...postMallocSeconds]));
    expect(postMedianSeconds.mmap).toBe(median([...postMmapSeconds]));
    expect(coefficientOfVariation([...postMallocSeconds])).toBeCloseTo(postVariation.malloc, 3);
    expect(coefficientOfVariation([...postMmapSeconds])).toBeCloseTo(postVariation.mmap, 4);
  });

  test('is drawn as it was', async () => {
    const [chart] = thePostRepeated.charts(report);
    await expect(chart && chartMarkup(chart, report)).toMatchFileSnapshot(
      '../golden/report/the-post-repeated.svg',
    );
    await expect(sectionMarkup(thePostRepeated, report)).toMatchFileSnapshot(
      '../golden/report/the-post-repeated.html',
    );
  });

  test('puts the post first, then each repetition with its dots, and the controlled answer last', () => {
    const rows = repetitionsOf(report.runs[0] as Report['runs'][0]);
    expect(rows.map(({ from }) => from)).toEqual([
      'post',
      ...Array.from({ length: 5 }, () => 'repeated'),
      'controlled',
    ]);
    expect(rows.map(({ halves }) => halves.map(({ seconds }) => seconds.length))).toEqual([
      [5, 5],
      [5, 5],
      [5, 5],
      [5, 5],
      [2, 2],
      [2, 2],
      [0, 0],
    ]);
    expect(rows[0]?.conclusion).toBe('malloc is slower than mmap-private, by 56 %, and varies more');
    expect(rows.at(-1)?.halves[0]?.medianSeconds).toBeCloseTo(0.042, 2);
  });

  test('says whether the order decided, or the arm, or neither', () => {
    expect(titleOf(report)).toBe(
      'Whichever half ran first took longer, by 0.83 % to 6.5 %, in all 5 settings; controlled: unresolved',
    );
    expect(titleOf(withMedians(report, () => [1, 2]))).toContain(
      'Whichever half ran second took longer, by 100 %',
    );
    expect(titleOf(withMedians(report, ({ arm }) => (arm === 'malloc' ? [3, 2] : [2, 3])))).toContain(
      'malloc took longer in either order, by 50 %',
    );
    let turn = 0;
    expect(titleOf(withMedians(report, () => (turn++ === 0 ? [3, 2] : [2, 3])))).toContain(
      'took longer in 1 of 5 settings',
    );
  });

  test('puts medians in no order that lie within the margin of equivalence', () => {
    const alike = withMedians(report, () => [0.0505, 0.05]);
    expect(titleOf(alike)).toMatch(
      /^Both halves took the same within 3 %, whichever ran first, in all 5 settings/,
    );
  });

  test('is hidden without a repetition, and stands without a controlled answer, medians or variation', () => {
    expect(thePostRepeated.appliesTo(withFindings(report, () => null))).toBe(false);
    const poor = withFindings(report, (finding) =>
      finding.kind === 'repetition' ? { ...finding, figures: { firstSeconds: [0.04] } } : null,
    );
    const runs = poor.runs.map((run) => ({ ...run, cells: [] }));
    const [chart] = thePostRepeated.charts({ ...poor, runs });
    expect(chart && chartMarkup(chart, poor)).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(chart?.title).toBe("The post's program, repeated");
  });

  test('cuts long names', () => {
    const long = withFindings(report, (finding) => ({ ...finding, arm: `a${'b'.repeat(10_000)}` }));
    const [chart] = thePostRepeated.charts(long);
    expect((chart && chartMarkup(chart, long))?.length).toBeLessThan(40_000);
  });
});
