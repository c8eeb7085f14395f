/** Several runs on one page: what differs, what each says, and what can be said of one over another. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { expect, onTestFinished, test } from 'vitest';
import { gatherReport } from '../../../src/cli/report/gather.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Report, ReportRun } from '../../../src/model/report.ts';
import type { RunHeader } from '../../../src/model/run.ts';
import { armStyles } from '../../../src/report/charts/arms.ts';
import { fileView } from '../../../src/report/figure/file-view.ts';
import {
  agreement,
  commonComparisons,
  isContradicted,
} from '../../../src/report/sections/between/common-comparisons.ts';
import { differenceRows } from '../../../src/report/sections/between/differences.ts';
import { betweenRuns } from '../../../src/report/sections/between-runs.tsx';
import { chartMarkup, recordedPath, recordedReport, sectionMarkup } from '../recorded-report.tsx';

/** The recorded run once more, as from another time and, where told so, another machine. */
async function withCopies(name: string, ...changes: ((header: RunHeader) => object)[]): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-between-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [first = '', ...lines] = readFileSync(recordedPath(name), 'utf8').split('\n');
  const copies = changes.map((change, index) => {
    const path = join(folder, `copy-${index}.jsonl`);
    const header = JSON.parse(first) as RunHeader;
    const changed = { ...header, startedAt: `2026-12-0${index + 1}T10:00:00.000Z`, ...change(header) };
    writeFileSync(path, [JSON.stringify(changed), ...lines].join('\n'));
    return path;
  });
  return (await gatherReport([recordedPath(name), ...copies])).report;
}

const unchanged = (): object => ({});
const otherKernel = ({ machine, settings }: RunHeader): object => ({
  machine: { ...machine, kernel: { ...machine.kernel, release: { state: 'measured', value: '7.0' } } },
  settings: { ...settings, equivalence: 0.05 },
});

/** The comparisons of one run, changed. */
function changed(report: Report, letter: string, change: (finding: Finding) => Partial<Finding>): Report {
  const runs = report.runs.map((run): ReportRun => {
    if (run.letter !== letter) return run;
    const findings = run.findings.map((one) =>
      one.kind === 'comparison' ? { ...one, ...change(one) } : one,
    );
    return { ...run, findings };
  });
  return { ...report, runs };
}

test('the section is there for several runs only', async () => {
  expect(betweenRuns.appliesTo(await recordedReport('post.jsonl'))).toBe(false);
  expect(betweenRuns.appliesTo(await recordedReport('post.jsonl', 'commands.jsonl'))).toBe(true);
});

test('what differs stands first, with the value of every run, also where only the third differs', async () => {
  const report = await withCopies('sizes.jsonl', unchanged, otherKernel);
  expect(differenceRows(report)).toEqual([
    { what: 'the kernel', values: ['6.18.44-fc-v509', '6.18.44-fc-v509', '7.0'] },
    { what: 'the margin of equivalence', values: ['3 %', '3 %', '5 %'] },
  ]);
  const markup = sectionMarkup(betweenRuns, report);
  expect(markup.indexOf('the kernel')).toBeGreaterThan(0);
  expect(markup.indexOf('the kernel')).toBeLessThan(markup.indexOf('class="standing"'));
});

test('a run that could not go on so long is told from one that could', async () => {
  const report = await withCopies('sizes.jsonl', ({ settings }) => ({
    settings: { ...settings, maxBlocks: 0 },
  }));
  expect(differenceRows(report)).toEqual([
    { what: 'blocks at the most', values: ['20', "each stage's own limit"] },
  ]);
});

test('the caution stands before the ratios between runs, in each pair', async () => {
  const markup = sectionMarkup(betweenRuns, await withCopies('post.jsonl', unchanged, unchanged));
  const after = markup.slice(markup.indexOf('One run over another'));
  expect(after.match(/No paired design stands behind this/g)).toHaveLength(2);
  expect(after.indexOf('No paired design')).toBeLessThan(after.indexOf('<td class="number">'));
  await expect(after).toMatchFileSnapshot('../../golden/report/between-runs-pairs.html');
});

test('runs with nothing in common say so', async () => {
  const report = await recordedReport('post.jsonl', 'commands.jsonl');
  const markup = sectionMarkup(betweenRuns, report);
  expect(markup).toContain('No comparison was made in more than one of the runs.');
  expect(markup).toContain('A and B have nothing in common');
  expect(betweenRuns.charts(report)).toEqual([]);
});

test('twenty-eight runs are told apart', async () => {
  const report = await withCopies('commands.jsonl', ...Array.from({ length: 27 }, () => unchanged));
  const [comparison] = commonComparisons(report).comparisons;
  expect(comparison?.standings.map(({ letter }) => letter).slice(-3)).toEqual(['Z', 'AA', 'AB']);
  expect(sectionMarkup(betweenRuns, report)).toContain('<th scope="col">AB</th>');
});

test('an undecided run contradicts none; opposite verdicts do, and come first', async () => {
  const report = await withCopies('sizes.jsonl', unchanged);
  const { comparisons } = commonComparisons(report);
  expect(comparisons.every((one) => !isContradicted(one))).toBe(true);
  const open = changed(report, 'B', () => ({ verdict: 'unresolved' }));
  expect(agreement(commonComparisons(open).comparisons)).toMatch(
    /^No run contradicts .* some run does not decide$/,
  );
  const last = comparisons.at(-1);
  const opposite = changed(report, 'B', ({ arm, sizeBytes, ratio }) =>
    arm === last?.arm && sizeBytes === 16 * 2 ** 20 ? { verdict: 'different', ratio: 1 / (ratio ?? 1) } : {},
  );
  expect(agreement(commonComparisons(opposite).comparisons)).toMatch(
    /^The runs contradict each other in 1 of/,
  );
  expect(sectionMarkup(betweenRuns, opposite)).toMatch(/<tbody>\s*<tr class="disputed">/);
});

test('the same arm under two touch patterns is not taken for one', async () => {
  const report = await withCopies('sizes.jsonl', unchanged);
  const twice = (run: ReportRun): ReportRun => ({
    ...run,
    cells: run.cells.flatMap((cell) => [cell, { ...cell, pattern: 'read-page' }]),
    findings: run.findings.flatMap((one) => [one, one]),
  });
  const [first, second] = report.runs.map(twice);
  if (!first || !second) throw new Error('two runs');
  const only = { ...second, cells: second.cells.filter(({ pattern }) => pattern === 'read-page') };
  const { comparisons } = commonComparisons({
    ...report,
    runs: [first, { ...only, findings: report.runs[1]?.findings ?? [] }],
  });
  expect(new Set(comparisons.map(({ where }) => where)).size).toBeGreaterThan(3);
  expect(comparisons.every(({ standings }) => standings.length === 2)).toBe(true);
  const both = commonComparisons({ ...report, runs: [first, second] }).comparisons;
  expect(both.filter(({ where }) => where.includes('read-page'))).toHaveLength(both.length / 2);
});

test('the chart of ratios is as it was', async () => {
  const report = changed(await withCopies('post.jsonl', unchanged), 'B', ({ sizeBytes, ratio }) =>
    sizeBytes === 2 ** 20
      ? { ratio: 3 * (ratio ?? 1), verdict: 'different', interval: { low: 2.5, high: 3.6 } }
      : {},
  );
  const [chart] = betweenRuns.charts(report);
  if (!chart) throw new Error('a chart');
  await expect(chartMarkup(chart, report)).toMatchFileSnapshot('../../golden/report/between-runs-ratios.svg');
});

test('the chart keeps its bounds: intervals without an end, long names, hundreds of rows, a telephone', async () => {
  const report = await withCopies('sizes.jsonl', unchanged);
  const name = 'x'.repeat(10_000);
  const hostile = changed(report, 'B', () => ({ interval: { low: 0, high: null }, verdict: 'void' }));
  const many = {
    ...hostile,
    runs: hostile.runs.map((run) => ({
      ...run,
      findings: Array.from({ length: 80 }, (_, index) => index).flatMap((index) =>
        run.findings.map((one) => ({
          ...one,
          stage: `${one.stage} ${index}`,
          arm: one.arm && name + one.arm,
        })),
      ),
    })),
  };
  const [chart] = betweenRuns.charts(many);
  expect(chart?.caption).toMatch(/\d+ of \d+ comparisons are drawn/);
  if (!chart) throw new Error('a chart');
  const drawn = renderToString(chart.draw({ ...fileView(armStyles(many.arms)), width: 320 }));
  expect(drawn).not.toMatch(/NaN|Infinity/);
  expect(drawn.includes(name)).toBe(false);
});
