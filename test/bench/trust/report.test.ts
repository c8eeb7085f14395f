/** What the document on trust counts, from constructed answers. */
import { describe, expect, test } from 'vitest';
import { openBench } from './open-bench.ts';

type Answer = ReturnType<typeof answer>;
const { renderTrust } = await openBench<{
  renderTrust: (records: readonly unknown[]) => { text: string; met: boolean };
}>('report.mjs');
const { covers, isFound, isWrongWay } =
  await openBench<Record<'covers' | 'isFound' | 'isWrongWay', (answer: Answer) => boolean>>('tally.mjs');
const { resolutionAfter, shareInWords } = await openBench<{
  resolutionAfter: (answer: Answer, seconds: number) => number;
  shareInWords: (count: number, of: number) => string;
}>('tally.mjs');

const heading = {
  kind: 'campaign',
  version: '0.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  cpu: 'a CPU',
  kernel: '6.0',
  memoryBytes: 2 ** 30,
  node: 'v20',
  peers: [{ name: 'lmbench', unavailable: 'it is not here' }],
};

const logs = Array.from({ length: 40 }, (_, block) => (block % 2 === 0 ? 0.001 : -0.001));

function answer(truth: number, verdict: string, ratio: number, loaded = false) {
  return {
    kind: 'answer',
    round: 0,
    loaded,
    question: {
      kind: truth === 1 ? 'identical' : 'planted',
      way: 'fresh',
      sizeBytes: 2 ** 26,
      truth,
      budgetSeconds: 15,
    },
    answer: {
      tool: 'firsttouch',
      seconds: 2,
      verdict,
      ratio,
      interval: { low: ratio - 0.01, high: ratio + 0.01 },
      n: logs.length,
      control: { ratio: 1, interval: { low: 0.99, high: 1.01 }, void: false },
      refused: 0,
      blocks: {
        arm: logs,
        control: logs,
        endMs: logs.map((_, block) => block * 500),
        settings: { alpha: 0.01 },
      },
    },
  };
}

/** The row of the table of targets that begins so. */
function row(text: string, what: string): string {
  return text.split('\n').find((line) => line.startsWith(`| ${what}`)) ?? '';
}

describe('an answer', () => {
  test('is found only when it names the planted direction', () => {
    expect(isFound(answer(1.05, 'different', 1.05))).toBe(true);
    expect(isFound(answer(1.05, 'unresolved', 1.05))).toBe(false);
    expect(isFound(answer(1.05, 'different', 0.95))).toBe(false);
    expect(isWrongWay(answer(1.05, 'different', 0.95))).toBe(true);
  });

  test('covers the truth when its interval holds it', () => {
    expect(covers(answer(1.05, 'different', 1.055))).toBe(true);
    expect(covers(answer(1.05, 'different', 1.07))).toBe(false);
  });

  test('resolves more with time', () => {
    const one = answer(1, 'unresolved', 1);
    expect(resolutionAfter(one, 1)).toBeNaN();
    expect(resolutionAfter(one, 20)).toBeCloseTo(0.1, 2);
  });
});

test('a share is told with its exact interval', () => {
  expect(shareInWords(0, 200)).toBe('0 of 200 = 0.0 % (0.0..1.8 %)');
  expect(shareInWords(0, 0)).toBe('none asked');
});

describe('the document', () => {
  const identical = Array.from({ length: 200 }, (_, index) => answer(1, 'equivalent', 1, index % 2 === 1));

  test('calls the target met with two false verdicts of two hundred, and missed with three', () => {
    const wrong = (count: number) =>
      identical.map((one, index) => (index < count ? answer(1, 'different', 1.02, index % 2 === 1) : one));
    expect(row(renderTrust([heading, ...wrong(2)]).text, 'identical arms called different')).toContain(
      '| met |',
    );
    expect(row(renderTrust([heading, ...wrong(3)]).text, 'identical arms called different')).toContain(
      'missed',
    );
  });

  test('calls fewer than two hundred comparisons too few', () => {
    const { text, met } = renderTrust([heading, ...identical.slice(0, 150)]);
    expect(row(text, 'identical arms called different')).toContain('missed');
    expect(met).toBe(false);
  });

  test('counts a planted difference found in 18 of 20 as missed', () => {
    const planted = (found: number) =>
      Array.from({ length: 20 }, (_, index) =>
        answer(1.05, index < found ? 'different' : 'unresolved', 1.05),
      );
    const of = (found: number) =>
      row(renderTrust([heading, ...identical, ...planted(found)]).text, 'found: fresh processes');
    expect(of(20)).toContain('| met |');
    expect(of(18)).toContain('missed');
  });

  test('names the peers that were not there', () => {
    expect(renderTrust([heading, ...identical]).text).toContain('lmbench (it is not here)');
  });

  test('judges the checks by prediction together: one that leaves a residual misses', () => {
    const check = (result: string) => ({
      kind: 'prediction',
      rows: [{ what: 'residuals that cover zero', target: 'every one', result, met: true }],
    });
    const of = (...results: readonly string[]) =>
      row(renderTrust([heading, ...identical, ...results.map(check)]).text, 'residuals that cover zero');
    expect(of('18 of 18', '18 of 18')).toContain('| met |');
    expect(of('16 of 18', '18 of 18')).toContain('16 of 18; 18 of 18 | **missed**');
  });
});
