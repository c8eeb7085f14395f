import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { ReportRun } from '../../src/model/report.ts';
import { type ObservedStage, observedStages } from '../../src/report/parts/observations.ts';
import { pictureOf } from '../../src/report/sections/sharing/pictures.ts';
import { sharingChart } from '../../src/report/sections/sharing/sharing-chart.tsx';
import { sharing } from '../../src/report/sections/sharing.tsx';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

const mebibyte = 2 ** 20;

describe('sharing', async () => {
  const report = await recordedReport('sharing.jsonl');
  const stages = observedStages(report.runs[0] as ReportRun);
  const stageOf = (name: string) => stages.find((stage) => stage.name === name) as ObservedStage;
  const [finding] = stageOf('visibility').observations as [Finding];

  /** A stage of one scenario and these readings. */
  function stage(
    scenario: string,
    arms: Readonly<Record<string, NonNullable<Finding['figures']>>>,
    parameters: Readonly<Record<string, string | number>> = { sizeBytes: 4 * mebibyte },
  ): ObservedStage {
    return {
      ...stageOf('visibility'),
      observations: Object.entries(arms).map(([arm, figures]) => ({ ...finding, arm, figures })),
      planned: (name) => ({
        name: name ?? '',
        build: 'default',
        scenario,
        parameters,
        words: [],
        environment: {},
        conditions: {},
      }),
    };
  }

  test('is drawn as it was', async () => {
    const charts = sharing.charts(report);
    expect(charts.map(({ name }) => name)).toEqual(['sharing-visibility', 'sharing-resident']);
    for (const chart of charts) {
      await expect(chartMarkup(chart, report)).toMatchFileSnapshot(`../golden/report/${chart.name}.svg`);
    }
    await expect(sectionMarkup(sharing, report)).toMatchFileSnapshot('../golden/report/sharing.html');
  });

  test('tells by RSS and PSS what two processes have in common, and what each has alone', () => {
    const picture = pictureOf(stageOf('visibility'));
    const row = (arm: string) => picture?.rows.find(({ arms }) => arms.includes(arm));
    const bytes = (arm: string) =>
      row(arm)?.moments.map(({ sharedBytes, processes }) =>
        [sharedBytes, ...processes.map(({ ownBytes }) => ownBytes)].map((one) => one / mebibyte),
      );
    expect(bytes('memfd')).toEqual([
      [0, 4, 0],
      [4, 0, 0],
    ]);
    expect(bytes('private')).toEqual([
      [4, 0, 0],
      [0, 4, 4],
    ]);
    expect(bytes('private-exec')?.[1]).toEqual([0, 4, 0]);
    expect(row('memfd')?.arms).toContain('shared-anonymous');
    expect(picture?.title).toContain('the same pages in 6 of 10 arms');
  });

  test('never gives a process less than nothing, nor loses what a heap has beside the memory', () => {
    const figures = {
      childHasIt: 1,
      pages: 1024,
      rssBeforeBytes: 0,
      pssBeforeBytes: 0,
      rssAfterBytes: 9 * mebibyte,
      pssAfterBytes: 9 * mebibyte,
    };
    const [row] = pictureOf(stage('share', { malloc: figures }))?.rows ?? [];
    expect(row?.moments[1]?.processes.map(({ ownBytes }) => ownBytes)).toEqual([
      4.5 * mebibyte,
      4.5 * mebibyte,
    ]);
    expect(row?.moments[1]?.words).toBe('RSS 9 MiB, PSS 9 MiB');
    expect(pictureOf(stage('share', { malloc: { childHasIt: 1 } }))).toBeNull();
  });

  test('draws each of several processes, shared where PSS is the lesser part', () => {
    const lists = {
      rssBytes: [8, 8, 8].map((n) => n * mebibyte),
      pssBytes: [4, 4, 4].map((n) => n * mebibyte),
    };
    const [row] = pictureOf(stage('resident-sum', { three: { ...lists, processes: 3 } }))?.rows ?? [];
    const [moment] = row?.moments ?? [];
    expect(moment?.sharedBytes).toBe(6 * mebibyte);
    expect(moment?.processes.map(({ name, ownBytes }) => [name, ownBytes])).toEqual([
      ['parent', 2 * mebibyte],
      ['child 1', 2 * mebibyte],
      ['child 2', 2 * mebibyte],
    ]);
  });

  test('shows what stores copy while a child lives, and one process where none does', () => {
    const figures = { memoryBeforeBytes: 8 * mebibyte, memoryAfterBytes: 12 * mebibyte, storeFaults: 1024 };
    const [alive] = pictureOf(stage('after-fork', { alive: figures }, {}))?.rows ?? [];
    expect(alive?.moments.map(({ sharedBytes }) => sharedBytes / mebibyte)).toEqual([8, 4]);
    expect(alive?.moments[1]?.words).toBe('12 MiB in memory; 1,024 faults');
    const [gone] = pictureOf(stage('after-fork', { gone: figures }, { child: 'gone' }))?.rows ?? [];
    expect(gone?.moments.map(({ processes }) => processes.length)).toEqual([1, 1]);
    // One that says nothing of its memory is not counted.
    expect(pictureOf(stage('after-fork', { alive: figures, silent: {} }, {}))?.title).toMatch(
      /none in 0 of 1 arms$/,
    );
  });

  test('says nothing of other scenarios, and cuts long names', () => {
    expect(sharingChart('', stageOf('latency'))).toBeNull();
    const long = stage('after-fork', {
      [`a${'b'.repeat(10_000)}`]: { memoryBeforeBytes: 0, memoryAfterBytes: 0 },
    });
    const chart = sharingChart('C', long);
    const markup = chart ? chartMarkup(chart, report) : '';
    expect(markup.length).toBeLessThan(4000);
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
    expect(chart?.name).toBe('sharing-c-visibility');
  });
});
