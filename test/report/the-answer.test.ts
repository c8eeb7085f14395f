/** The answer of a run: its sentence, its numbers, and what it says where there is no answer. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Report, ReportRun } from '../../src/model/report.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { fileView } from '../../src/report/figure/file-view.ts';
import { answerInWords } from '../../src/report/sections/answer/answer-in-words.ts';
import { decisiveOf } from '../../src/report/sections/answer/decisive.ts';
import { endingInWords } from '../../src/report/sections/answer/ending-in-words.ts';
import { theAnswer } from '../../src/report/sections/the-answer.tsx';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

function runOf(report: Report): ReportRun {
  return report.runs[0] as ReportRun;
}

function withRun(report: Report, changed: Partial<ReportRun>): Report {
  return { ...report, runs: [{ ...runOf(report), ...changed }] };
}

const post = await recordedReport('post.jsonl');
const sizes = await recordedReport('sizes.jsonl');
const commands = await recordedReport('commands.jsonl');
const claims = await recordedReport('claims.jsonl');
const sharing = await recordedReport('sharing.jsonl');

describe('the sentence', () => {
  test('is the conclusion of the run without the question, which is the heading of the page', () => {
    expect(answerInWords(runOf(post))).toMatch(/^At 100 MiB, not resolved: mmap-private takes/);
  });

  test('names the fastest of several arms at the largest size, with the interval and n', () => {
    expect(answerInWords(runOf(sizes))).toBe(
      'At 16 MiB, mmap-thp is the fastest of 4: mmap-populate, the next, takes 12.6 (8.63..15.1) times as long (20 blocks of fresh processes).',
    );
  });

  test('compares two commands by wall time', () => {
    expect(answerInWords(runOf(commands))).toBe(
      "'gzip -1 -c a.txt' is faster: 'gzip -6 -c a.txt' takes 1.098 (1.069..1.18) times the wall time of 'gzip -1 -c a.txt' (32 blocks).",
    );
  });

  test('has none of several where identical arms differ', () => {
    const several = runOf(sizes).findings.filter(({ kind }) => kind !== 'ranking');
    const run = { ...runOf(sizes), findings: several };
    expect(answerInWords(run)).toMatch(/^At 16 MiB, 2 of 3 differ from malloc/);
    const findings = several.map((one) =>
      one.kind === 'control' ? { ...one, verdict: 'void' as const } : one,
    );
    expect(answerInWords({ ...run, findings })).toMatch(/^At 16 MiB, no answer: .*two identical arms differ/);
  });

  test('counts the verdicts of claims', () => {
    expect(answerInWords(runOf(claims))).toBe(
      'Of 6 statements put to this machine 2 are supported and 4 are refuted.',
    );
  });

  test('says why there is none', () => {
    const none = { ...runOf(sizes), findings: [], cells: [] };
    const ended = none.end as NonNullable<typeof none.end>;
    expect(answerInWords({ ...none, trials: 0, refused: 0 })).toBe('No answer: no trial was run.');
    expect(answerInWords({ ...none, trials: 9, refused: 9 })).toBe('No answer: all 9 trials were refused.');
    expect(answerInWords({ ...none, end: null })).toMatch(/cut off before/);
    expect(answerInWords(none)).toMatch(/no block is complete/);
    expect(answerInWords({ ...none, end: { ...ended, reason: 'interrupted' } })).toMatch(
      /ended before any two arms/,
    );
  });

  test('of one arm alone is what it took', () => {
    const { header, findings, cells } = runOf(sizes);
    const stages = header.plan.stages.map((stage) =>
      stage.kind === 'comparison'
        ? { ...stage, cells: stage.cells.map((cell) => ({ ...cell, arms: cell.arms.slice(0, 1) })) }
        : stage,
    );
    const alone = {
      ...runOf(sizes),
      header: { ...header, plan: { ...header.plan, stages } },
      findings: findings.filter(({ kind, arm }) => kind === 'estimate' && arm === 'malloc'),
      cells: cells.map((cell) => ({
        ...cell,
        contrasts: cell.contrasts.filter(({ isControl }) => isControl),
      })),
    };
    expect(answerInWords(alone)).toBe(
      'malloc at 16 MiB: median 6.51 ms (6.4 ms..6.72 ms) over 20 trials, 1.59 us for each of 4,098 real faults. One arm compares with nothing.',
    );
    expect(sectionMarkup(theAnswer, withRun(sizes, alone))).toContain('One arm compares with nothing.');
  });

  test('does not take a conclusion over trials that were all refused', () => {
    const { trials } = runOf(post);
    expect(answerInWords({ ...runOf(post), refused: trials, cells: [] })).toMatch(/all 504 trials/);
  });

  test('stays readable with names of ten kilobytes', () => {
    const long = 'x'.repeat(10_000);
    const findings = runOf(commands).findings.map((finding) => ({ ...finding, arm: long }));
    const [cell] = runOf(commands).cells;
    const changed = { ...runOf(commands), findings, cells: cell ? [cell] : [] };
    expect(answerInWords(changed).length).toBeLessThan(500);
  });
});

describe('the decisive cell', () => {
  test('is the largest with a pair, whatever the verdicts', () => {
    expect(decisiveOf(runOf(sizes))?.cell.sizeBytes).toBe(16 * 2 ** 20);
    const cells = runOf(sizes).cells.map((cell) =>
      cell.sizeBytes === 16 * 2 ** 20 ? { ...cell, contrasts: [] } : cell,
    );
    expect(decisiveOf({ ...runOf(sizes), cells })?.cell.sizeBytes).toBe(4 * 2 ** 20);
  });

  test('of the repeated program is the one of its conclusion', () => {
    expect(decisiveOf(runOf(post))?.cell.stage).toBe('controlled');
  });
});

describe('how the run ended', () => {
  test('is said where it did not end as planned', () => {
    expect(endingInWords(runOf(post))).toEqual([]);
    expect(endingInWords({ ...runOf(post), end: null, truncated: true })).toEqual([
      'The run was cut off, in the middle of a line: what follows is what its 504 trials say, and no more.',
    ]);
    expect(endingInWords({ ...runOf(post), end: null, trials: 0 })).toEqual([
      'The run was cut off before its first trial.',
    ]);
    expect(endingInWords({ ...runOf(post), refused: 100 })).toEqual([
      '100 of 504 trials were refused, and are in no figure.',
    ]);
  });
});

describe('the section', () => {
  test.each([
    ['post', post],
    ['sizes', sizes],
    ['commands', commands],
    ['claims', claims],
  ])('of %s', async (name, report) => {
    await expect(sectionMarkup(theAnswer, report)).toMatchFileSnapshot(
      `../golden/report/the-answer-${name}.html`,
    );
  });

  test.each([
    ['post', post],
    ['sizes', sizes],
    ['commands', commands],
  ])('draws why and every comparison of %s', async (_, report) => {
    for (const chart of theAnswer.charts(report)) {
      await expect(chartMarkup(chart, report)).toMatchFileSnapshot(
        `../golden/report/the-answer-${runOf(report).header.plan.name}-${chart.name}.svg`,
      );
    }
  });

  test('is whole without findings, cells, an end or a trial', () => {
    const empty = withRun(sizes, { findings: [], cells: [], end: null, trials: 0, refused: 0 });
    const markup = sectionMarkup(theAnswer, empty);
    expect(markup).toContain('No answer: no trial was run.');
    expect(markup).not.toContain('<figure');
  });

  test('puts gates before the answer', () => {
    const gate = {
      ...(runOf(sizes).findings[0] as ReportRun['findings'][number]),
      kind: 'gate' as const,
      sentence: 'violated: first-touch of mmap-thp <= 0.01 x malloc.',
      figures: { outcome: 'violated' },
    };
    const markup = sectionMarkup(theAnswer, withRun(sizes, { findings: [gate, ...runOf(sizes).findings] }));
    expect(markup).toContain('1 of 1 gates violated');
    expect(markup.indexOf('gates violated')).toBeLessThan(markup.indexOf('class="answer"'));
  });

  test('hides itself where there is no run', () => {
    expect(theAnswer.appliesTo({ ...sizes, runs: [] })).toBe(false);
  });
});

describe('every comparison', () => {
  const forest = (report: Report) =>
    theAnswer.charts(report).find(({ name }) => name.startsWith('every-comparison'));

  test('has a row for each arm and size, and the control arm', () => {
    expect(forest(sizes)?.table.rows).toHaveLength(20);
    expect(forest(sizes)?.title).toBe('Of 15 comparisons 8 are different and 7 are not resolved');
  });

  test('says how many rows are left out', () => {
    expect(forest(sharing)?.caption).toMatch(/The first 20 of 96 rows are drawn/);
    const findings = runOf(sharing).findings.map((finding) => ({
      ...finding,
      interval: { low: 0.9, high: 1.1 },
    }));
    expect(forest(withRun(sharing, { findings }))?.caption).toMatch(/The first 32 of 96 rows/);
  });

  test('keeps names, ratios and verdicts apart at the width of a small telephone', () => {
    const view = { ...fileView(armStyles(sizes.arms)), width: 300 };
    const chart = forest(sizes);
    const markup = chart ? renderToString(chart.draw(view)) : '';
    expect(markup).toContain('>≠</text>');
    expect(markup).not.toContain('≠ different</text>');
  });

  test('draws an interval that is still unbounded from edge to edge, dotted', () => {
    const chart = forest(post);
    expect(chart && chartMarkup(chart, post)).toContain('stroke-dasharray="1 4"');
  });
});
