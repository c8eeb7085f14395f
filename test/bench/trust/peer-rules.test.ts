/** The rules by which people read two samples, held against scipy 1.10. */
import { describe, expect, test } from 'vitest';
import { openBench, type Verdict } from './open-bench.ts';

const { welchVerdict } = await openBench<{
  welchVerdict: (a: number[], b: number[], alpha?: number) => Verdict;
}>('rules/welch.mjs');
const { uTestDiffers } = await openBench<{
  uTestDiffers: (a: number[], b: number[], alpha?: number) => boolean;
}>('rules/u-test.mjs');
const { smallerMean, disjointStandardErrors } =
  await openBench<Record<'smallerMean' | 'disjointStandardErrors', (a: number[], b: number[]) => Verdict>>(
    'rules/two-means.mjs',
  );
const { betterFigure } = await openBench<{ betterFigure: (timeA: number, timeB: number) => Verdict }>(
  'rules/better-figure.mjs',
);

describe("Welch's t-test", () => {
  const a = [10.1, 10.3, 9.8, 10.0, 10.2];

  // scipy.stats.ttest_ind(a, b, equal_var=False).pvalue
  test.each([
    { b: [11.1, 11.9, 9.9, 10.7, 11.5], pValue: 0.05051194661110507, faster: 'A' },
    { b: [10.5, 10.6, 10.4, 10.9, 10.8, 10.2, 10.1], pValue: 0.013701201772849279, faster: 'A' },
    { b: [9.1, 9.2], pValue: 0.00025864529616012697, faster: 'B' },
  ])('agrees with scipy on p = $pValue', ({ b, pValue, faster }) => {
    expect(welchVerdict(a, b, pValue * 1.02)).toBe(faster);
    expect(welchVerdict(a, b, pValue / 1.02)).toBe('none');
  });

  test('names nothing between equal samples, and the smaller of two constants', () => {
    expect(welchVerdict(a, a)).toBe('none');
    expect(welchVerdict([2, 2], [1, 1])).toBe('B');
  });
});

describe('the U test', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  // scipy.stats.mannwhitneyu(a, b, alternative='two-sided').pvalue
  test.each([
    { a: ten, b: ten.map((value) => value + 4.5), pValue: 0.009108496398030965 },
    { a: ten, b: ten.map((value) => value + 0.5), pValue: 0.7337299956962472 },
    { a: ten, b: ten.map((value) => value + 3), pValue: 0.05811687556969589 },
    { a: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], b: [3, 3, 4, 4, 5, 5, 6, 6, 7, 7], pValue: 0.015856209681046226 },
  ])('agrees with scipy on p = $pValue', ({ a, b, pValue }) => {
    expect(uTestDiffers(a, b, pValue * 1.001)).toBe(true);
    expect(uTestDiffers(b, a, pValue / 1.001)).toBe(false);
  });

  test('finds no difference between constants that are equal', () => {
    expect(uTestDiffers([1, 1, 1], [1, 1, 1])).toBe(false);
  });
});

describe('two means', () => {
  test('name the smaller, whatever the scatter', () => {
    expect(smallerMean([1, 9], [5.1, 5.1])).toBe('A');
    expect(smallerMean([5], [5])).toBe('none');
  });

  test('name none where their standard errors touch', () => {
    expect(disjointStandardErrors([1, 3], [3, 5])).toBe('none');
    expect(disjointStandardErrors([1, 3], [3.1, 5.1])).toBe('A');
  });
});

test('the better of two figures is named once they differ by 1 % when rounded', () => {
  expect(betterFigure(100, 100.4)).toBe('none');
  expect(betterFigure(100, 100.6)).toBe('A');
  expect(betterFigure(102, 100)).toBe('B');
});
