import { expect, test } from 'vitest';
import type { ReportCell, ReportContrast } from '../../src/model/report.ts';
import { everyTrial } from '../../src/report/sections/every-trial.tsx';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

test('the section of a recorded run is as it was', async () => {
  const report = await recordedReport('post.jsonl');
  await expect(sectionMarkup(everyTrial, report)).toMatchFileSnapshot('../golden/report/every-trial.html');
});

test('its charts as files are as they were', async () => {
  const report = await recordedReport('post.jsonl');
  const charts = everyTrial.charts(report);
  expect(charts.map(({ name }) => name)).toEqual([
    'every-trial-ratios-1-mmap-private',
    'every-trial-distributions',
    'every-trial-positions',
  ]);
  for (const chart of charts)
    await expect(chartMarkup(chart, report)).toMatchFileSnapshot(`../golden/report/${chart.name}.svg`);
});

test('every arm of the decisive cell is a file, and only its first arm is on the page', async () => {
  const report = await recordedReport('sizes.jsonl');
  const names = everyTrial.charts(report).map(({ name }) => name);
  expect(names.filter((name) => name.includes('ratios')).length).toBe(3);
  const markup = sectionMarkup(everyTrial, report);
  expect(markup).toContain('id="every-trial-ratios-1-mmap-private"');
  expect(markup).not.toContain('every-trial-ratios-2');
  expect(markup).toContain('comparison, 16 MiB, a process each: 20 blocks');
  expect(markup).toContain('another of the 5 cells or 3 arms, the page needs scripts');
});

test('commands are compared by wall time, and stand in no places of a block', async () => {
  const report = await recordedReport('commands.jsonl');
  const charts = everyTrial.charts(report);
  expect(charts.length).toBe(2);
  expect(charts[0]?.title).toContain('gzip -6 -c a.txt stands at 1.098 (1.069..1.18) times gzip -1');
  expect(chartMarkup(charts[1] as never, report)).toContain('wall time');
});

test('a run of scenarios has no such section', async () => {
  expect(everyTrial.appliesTo(await recordedReport('sharing.jsonl'))).toBe(false);
});

async function decisive(change: (contrast: ReportContrast, cell: ReportCell) => ReportContrast) {
  const report = await recordedReport('post.jsonl');
  const [run] = report.runs as [(typeof report.runs)[0]];
  const [cell, ...others] = run.cells as [ReportCell];
  const contrasts = cell.contrasts.map((contrast) => change(contrast, cell));
  const changed = { ...report, runs: [{ ...run, cells: [{ ...cell, contrasts }, ...others] }] };
  const [chart] = everyTrial.charts(changed);
  return { report: changed, chart: chart as NonNullable<typeof chart> };
}

const rowsOfTicks = (svg: string): string[] =>
  [...svg.matchAll(/>(\d\.\d+)<\/text>/g)].map(([, text]) => text as string);

test('one ratio of fifty is an arrow and leaves the axis as it was', async () => {
  const plain = await decisive((contrast) => contrast);
  const far = await decisive((contrast) => {
    const ratio = contrast.points.ratio.map((value, index) =>
      index === 3 && !contrast.isControl ? 50 : value,
    );
    return { ...contrast, points: { ...contrast.points, ratio } };
  });
  expect(far.chart.caption).toContain('Beyond the axis lies one dot, drawn as an arrow at its edge.');
  expect(plain.chart.caption).not.toContain('Beyond');
  const ticks = rowsOfTicks(chartMarkup(far.chart, far.report));
  expect(ticks).toEqual(rowsOfTicks(chartMarkup(plain.chart, plain.report)));
  expect(ticks.length).toBeGreaterThan(3);
});

test('the axis always holds the interval as reported', async () => {
  const { chart, report } = await decisive((contrast) =>
    contrast.isControl ? contrast : { ...contrast, low: 0.4, high: 2.5 },
  );
  const ticks = rowsOfTicks(chartMarkup(chart, report)).map(Number);
  expect(Math.min(...ticks)).toBeLessThan(0.6);
  expect(Math.max(...ticks)).toBeGreaterThan(1.5);
});

test('an interval that is still unbounded is said to be missing', async () => {
  const { chart, report } = await decisive((contrast) => ({
    ...contrast,
    low: null,
    high: null,
    running: {
      ...contrast.running,
      low: contrast.running.n.map(() => null),
      high: contrast.running.n.map(() => null),
    },
  }));
  expect(chart.title).toContain('too few for an interval');
  const svg = chartMarkup(chart, report);
  expect(svg).toContain('no interval yet');
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test('of many dots a file has some thousands in one path, and the caption says so', async () => {
  const count = 60_000;
  const { chart, report } = await decisive((contrast) => ({
    ...contrast,
    n: 2 * count,
    points: {
      ...contrast.points,
      pair: Array.from({ length: count }, (_, index) => 2 * index),
      ratio: Array.from({ length: count }, (_, index) => 1 + (index % 7) / 1000),
      thinned: { drawn: count, of: 2 * count },
    },
  }));
  const svg = chartMarkup(chart, report);
  expect(svg.match(/h0/g)?.length).toBeLessThanOrEqual(3000);
  expect(svg.split('<').length).toBeLessThan(200);
  expect(chart.caption).toContain('Of 120,000 dots 60,000 are drawn, the most extreme among them.');
  expect(chart.caption).toContain('Without a script and in files at most 1,500 dots of each.');
});

test('ten kilobytes of a name are cut in every chart', async () => {
  const name = '<script>'.repeat(1300);
  const given = await recordedReport('post.jsonl');
  const report = JSON.parse(JSON.stringify(given).replaceAll('"mmap-private"', JSON.stringify(name)));
  for (const chart of everyTrial.charts(report)) {
    expect(chart.title.length + chart.caption.length).toBeLessThan(1500);
    expect(chartMarkup(chart, report)).not.toContain('<script');
  }
});
