import { expect, test } from 'vitest';
import type { Report, ReportRun } from '../../src/model/report.ts';
import { canThisBeTrusted } from '../../src/report/sections/can-this-be-trusted.tsx';
import { errorRateWords, trustSentence } from '../../src/report/sections/trust/objections.ts';
import { remarksOn } from '../../src/report/sections/trust/remarks.ts';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

async function changedRun(
  name: string,
  change: (run: ReportRun) => Partial<ReportRun>,
): Promise<{ report: Report; run: ReportRun }> {
  const report = await recordedReport(name);
  const [first] = report.runs as [ReportRun];
  const run = { ...first, ...change(first) };
  return { report: { ...report, runs: [run] }, run };
}

test('the section of a recorded run is as it was', async () => {
  const report = await recordedReport('post.jsonl');
  await expect(sectionMarkup(canThisBeTrusted, report)).toMatchFileSnapshot(
    '../golden/report/can-this-be-trusted.html',
  );
});

test('its charts as files are as they were', async () => {
  const report = await recordedReport('post.jsonl');
  for (const chart of canThisBeTrusted.charts(report))
    await expect(chartMarkup(chart, report)).toMatchFileSnapshot(`../golden/report/${chart.name}.svg`);
});

test.each(['commands.jsonl', 'sharing.jsonl', 'claims.jsonl'])(
  '%s is judged by what is there',
  async (name) => {
    const report = await recordedReport(name);
    const markup = sectionMarkup(canThisBeTrusted, report);
    expect(markup).toContain('speaks against this run');
    expect(markup).toContain('It ended after');
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
  },
);

test('a run without a fault is said to be one, with the evidence', async () => {
  const { run } = await changedRun('sizes.jsonl', ({ cells, end, header }) => ({
    header: { ...header, settings: { ...header.settings, equivalence: 0.3 } },
    end: end && { ...end, changes: [] },
    cells: cells.map((cell) => ({
      ...cell,
      drift: null,
      contrasts: cell.contrasts.map((contrast) => ({ ...contrast, autocorrelation: null })),
    })),
  }));
  expect(trustSentence(run)).toMatch(
    /^Nothing speaks against this run: identical copies came out alike in all 5 comparisons, .* nothing moved on the machine\.$/,
  );
});

test('places where nothing can be told are counted beside what can be told elsewhere', async () => {
  const { report } = await changedRun('sizes.jsonl', ({ findings }) => {
    const [blind] = findings.filter(({ kind }) => kind === 'control');
    return {
      findings: findings.map((one) => (one === blind ? { ...one, figures: { resolution: null } } : one)),
    };
  });
  expect(canThisBeTrusted.charts(report)[0]?.title).toMatch(/ can be told, and none in 1 of them$/);
});

test('scenarios that are compared have the error rate of the run, for the blocks that were planned', async () => {
  const { run } = await changedRun('sharing.jsonl', () => ({}));
  const [rate] = remarksOn(run)[0]?.sentences ?? [];
  expect(rate).toMatch(
    /^In at most 1 of 100 runs any verdict on a comparison .* number of blocks that was planned/,
  );
  const findings = run.findings.filter(({ kind }) => kind !== 'comparison');
  expect(remarksOn({ ...run, findings })[0]?.sentences[0]).toMatch(/^No times are compared in blocks/);
});

test('a copy that differs is drawn as an alarm, and named first', async () => {
  const { report, run } = await changedRun('sizes.jsonl', ({ findings }) => {
    const [control] = findings.filter(({ kind }) => kind === 'control');
    return {
      refused: 3,
      findings: findings.map((one) =>
        one === control
          ? {
              ...one,
              verdict: 'void',
              ratio: 1.2,
              interval: { low: 1.1, high: 1.3 },
              figures: { resolution: 0.3 },
            }
          : one,
      ),
    };
  });
  expect(trustSentence(run)).toMatch(
    /^What speaks against this run: identical copies differ in 1 of 5 comparisons, where no verdict holds \(64 KiB\); in 4 of 5 comparisons it cannot tell a difference as small as the margin of 3 % \(29 % at worst\); 3 of 953 trials were refused/,
  );
  const [chart] = canThisBeTrusted.charts(report) as [ReturnType<typeof canThisBeTrusted.charts>[0]];
  expect(chart?.title).toBe('Identical copies differ in 1 of 5 comparisons: no verdict there holds');
  expect(chart && chartMarkup(chart, report)).toMatch(/fill="#b3261e"[^>]*>\s*void/);
});

test('an interval without ends is drawn to the edges and tells nothing', async () => {
  const { report } = await changedRun('post.jsonl', ({ findings }) => ({
    findings: findings.map((one) =>
      one.kind === 'control'
        ? { ...one, interval: { low: 0, high: null }, figures: { resolution: null } }
        : one,
    ),
  }));
  const [chart] = canThisBeTrusted.charts(report);
  expect(chart?.title).toContain('Too few blocks');
  const svg = chart ? chartMarkup(chart, report) : '';
  expect(svg).toMatch(/>nothing</);
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test('a killed run, one cut off and one with refusals only say so', async () => {
  const killed = await changedRun('post.jsonl', () => ({ end: null, truncated: true }));
  expect(trustSentence(killed.run)).toContain('in all 7 comparisons there are too few blocks');
  expect(trustSentence(killed.run)).toContain('it was killed while it wrote, and ends in a cut line');
  expect(sectionMarkup(canThisBeTrusted, killed.report)).toContain('The last line of its file is cut off');
  const nothing = await changedRun('post.jsonl', ({ cells, trials }) => ({
    refused: trials,
    findings: [],
    cells: cells.map((cell) => ({ ...cell, contrasts: [], drift: null })),
  }));
  expect(trustSentence(nothing.run)).toContain('no block is complete, so that nothing is compared');
  expect(sectionMarkup(canThisBeTrusted, nothing.report)).toContain('504 of 504 trials were refused');
  const empty = await changedRun('post.jsonl', () => ({ trials: 0, refused: 0, findings: [], cells: [] }));
  expect(trustSentence(empty.run)).toContain('there is no trial in it');
});

test('refusals of an arm and a kind are one row for all sizes', async () => {
  const { report } = await changedRun('post.jsonl', ({ trust }) => ({
    refused: 9,
    trust: {
      ...trust,
      refusals: [4096, 65536, 1024].map((sizeBytes) => ({
        stage: 'sizes',
        arm: 'malloc',
        sizeBytes,
        kind: 'signal',
        n: 3,
        example: 'it was ended by signal 9',
      })),
    },
  }));
  const markup = sectionMarkup(canThisBeTrusted, report);
  expect(markup).toContain('sizes, 3 sizes from 1 KiB to 64 KiB');
  expect(markup.match(/it was ended by signal 9/g)?.length).toBe(1);
});

test('a drift beyond the margin is told, and the trend drawn', async () => {
  const { report, run } = await changedRun('post.jsonl', ({ cells }) => ({
    cells: cells.map((cell, index) =>
      index === 0 && cell.drift
        ? { ...cell, drift: { ...cell.drift, change: { ratio: 1.2, low: 1.1, high: 1.3 } } }
        : { ...cell, drift: null },
    ),
  }));
  expect(trustSentence(run)).toContain(
    'malloc became slower while it was measured, 1.20 (1.10..1.30) of its first time',
  );
  const chart = canThisBeTrusted.charts(report).find(({ name }) => name === 'trust-drift');
  expect(chart?.title).toContain('Over the run malloc became slower');
  expect(chart && chartMarkup(chart, report)).toContain('stroke-dasharray="6 3"');
});

test('cold memory has a chart, and memory that was not cold a sentence', async () => {
  const warm = await recordedReport('sizes.jsonl');
  expect(canThisBeTrusted.charts(warm).some(({ name }) => name === 'trust-warm-up')).toBe(false);
  const { report } = await changedRun('sizes.jsonl', ({ findings }) => ({
    findings: findings.map((one) =>
      one.kind === 'cold-memory'
        ? { ...one, ratio: 3, figures: { ...one.figures, passNsPerFault: [4500, 1500, 1510] } }
        : one,
    ),
  }));
  const chart = canThisBeTrusted.charts(report).find(({ name }) => name === 'trust-warm-up');
  expect(chart?.title).toBe('A fault into cold memory cost 3.00 times what it costs warmed');
  expect(chart && chartMarkup(chart, report)).toMatch(/4\.5 us a fault/);
});

test('events are told with their time, once', async () => {
  const { run } = await changedRun('post.jsonl', ({ trust }) => ({
    trust: { ...trust, events: [{ kind: 'event', what: 'resumed', atMs: 4200, sentence: 'it went on' }] },
  }));
  const ended = remarksOn(run).find(({ topic }) => topic === 'How it ended');
  expect(ended?.sentences[0]).toBe('4.2 s in: it went on.');
  expect(trustSentence(run)).toContain('it was broken off and went on later, once');
});

test('error rates are told as people count', () => {
  expect(errorRateWords(0.01)).toBe('1 of 100 runs');
  expect(errorRateWords(0.05)).toBe('1 of 20 runs');
  expect(errorRateWords(0.03)).toBe('3.00 of 100 runs');
});
