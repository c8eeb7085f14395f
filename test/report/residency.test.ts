import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { ObservedStage } from '../../src/report/parts/observations.ts';
import { zoomOf } from '../../src/report/sections/residency/pages.tsx';
import { residencyChart } from '../../src/report/sections/residency/residency-chart.tsx';
import { residencyInWords, stripInWords } from '../../src/report/sections/residency/residency-in-words.ts';
import { stripsOf } from '../../src/report/sections/residency/strips.ts';
import { residency } from '../../src/report/sections/residency.tsx';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

type Figures = NonNullable<Finding['figures']>;

function observed(arms: Readonly<Record<string, Figures>>): ObservedStage {
  const observations = Object.entries(arms).map(
    ([arm, figures]): Finding => ({
      kind: 'observation',
      experiment: 'demand-paging',
      stage: 'one-byte',
      arm,
      reference: null,
      sizeBytes: null,
      phase: null,
      design: null,
      ratio: null,
      interval: null,
      n: 3,
      verdict: null,
      sentence: '',
      figures: { fileBytes: 4096 * 4096, touchedPages: 1, residentBefore: 0, ...figures },
    }),
  );
  return {
    name: 'one-byte',
    question: 'how much?',
    observations,
    nothing: [],
    comparisons: [],
    planned: (name) =>
      name === 'elsewhere'
        ? undefined
        : {
            name: name ?? '',
            build: 'default',
            scenario: 'demand-paging',
            parameters: {},
            words: [],
            environment: {},
            conditions: {},
          },
  };
}

describe('residency', async () => {
  const report = await recordedReport('demand-paging.jsonl');

  test('is drawn as it was, a chart for each stage that has something to see', async () => {
    const charts = residency.charts(report);
    expect(charts.map(({ name }) => name)).toEqual([
      'residency-one-byte',
      'residency-mapping',
      'residency-patterns',
    ]);
    for (const chart of charts) {
      await expect(chartMarkup(chart, report)).toMatchFileSnapshot(`../golden/report/${chart.name}.svg`);
    }
    await expect(sectionMarkup(residency, report)).toMatchFileSnapshot('../golden/report/residency.html');
  });

  test('counts pages of alternating runs, and puts arms that agree together', () => {
    const strips = stripsOf(
      observed({
        one: { residentRuns: [1024, 2048, 1024] },
        two: { residentRuns: [1024, 2048, 1024] },
        all: { residentRuns: [0, 4096] },
        none: { residentRuns: [4096] },
        silent: {},
        empty: { residentRuns: [] },
      }),
    );
    expect(strips.map(({ arms, resident, residentPages }) => ({ arms, resident, residentPages }))).toEqual([
      { arms: ['one', 'two'], resident: [[1024, 3072]], residentPages: 2048 },
      { arms: ['all'], resident: [[0, 4096]], residentPages: 4096 },
      { arms: ['none'], resident: [], residentPages: 0 },
    ]);
    expect(strips[0]?.touched).toEqual([2048]);
    expect(strips[0]?.pageBytes).toBe(4096);
    expect(residencyInWords(strips)).toBe('Access to one page loaded 0 (none) to 4,096 (all) of 4,096 pages');
  });

  test('marks no page where it is not known which one was accessed', () => {
    const [strip] = stripsOf(observed({ elsewhere: { residentRuns: [0, 8] } }));
    expect(strip?.touched).toBeNull();
    const [other] = stripsOf(observed({ one: { residentRuns: [0, 8], touchedPages: 3 } }));
    expect(other?.touched).toBeNull();
  });

  test('does not count as loaded what was there before', () => {
    const [strip] = stripsOf(observed({ warm: { residentRuns: [0, 4096], residentBefore: 4096 } }));
    expect(strip && stripInWords(strip)).toEqual(['nothing loaded', '4,096 were there']);
    expect(
      residencyChart('', observed({ warm: { residentRuns: [0, 4096], residentBefore: 4096 } })),
    ).toBeNull();
  });

  test('enlarges a small part, wherever it lies, and no other', () => {
    expect(zoomOf({ pages: 4096, resident: [[2048, 2049]] })).toEqual([2017, 2081]);
    expect(zoomOf({ pages: 4096, resident: [[0, 2]] })).toEqual([0, 64]);
    expect(zoomOf({ pages: 4096, resident: [[4095, 4096]] })).toEqual([4032, 4096]);
    expect(
      zoomOf({
        pages: 4096,
        resident: [
          [0, 1],
          [4000, 4001],
        ],
      }),
    ).toBeNull();
    expect(zoomOf({ pages: 64, resident: [[3, 4]] })).toBeNull();
    expect(zoomOf({ pages: 4096, resident: [] })).toBeNull();
  });

  test('draws each page inside the strip, and 4,096 runs as one path', () => {
    const runs = Array.from({ length: 8192 }, () => 1);
    const chart = residencyChart('B', observed({ [`a${'b'.repeat(10_000)}`]: { residentRuns: runs } }));
    const markup = chart ? chartMarkup(chart, report) : '';
    expect(markup.match(/<path/g)?.length).toBeLessThan(10);
    expect(markup).not.toContain('b'.repeat(100));
    const edges = [...markup.matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x));
    expect(Math.max(...edges)).toBeLessThanOrEqual(760 - 142);
    expect(chart?.name).toBe('residency-b-one-byte');
  });
});
