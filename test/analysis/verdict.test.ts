import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Contrast,
  decideVerdict,
  isSettled,
  marginOf,
  resolutionOf,
} from '../../src/analysis/verdict.ts';

const margin = marginOf(0.03);
const precision = 0.005;

function contrastOf(low: number, high: number, parts: Partial<Contrast> = {}): Contrast {
  return { interval: { low, high }, median: (low + high) / 2, broken: false, ...parts };
}

const unbounded = contrastOf(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, { median: Number.NaN });
const quiet = contrastOf(-0.01, 0.012);
const noisy = contrastOf(-0.2, 0.1);
const differing = contrastOf(0.01, 0.02);

describe('the verdict', () => {
  test.each([
    ['equivalent', 'an interval within the margin', contrastOf(-0.02, 0.02), quiet],
    ['equivalent', 'one within the margin that excludes 1', contrastOf(0.015, 0.025), quiet],
    ['equivalent', 'one that ends on the margin', contrastOf(-margin, margin), quiet],
    ['unresolved', 'one within the margin while the control is not', contrastOf(-0.02, 0.02), noisy],
    ['unresolved', 'one that reaches beyond the margin and includes 1', contrastOf(-0.02, 0.05), quiet],
    ['different', 'one beyond the margin', contrastOf(0.08, 0.12), quiet],
    ['different', 'one below the margin', contrastOf(-0.12, -0.08), quiet],
    ['different', 'one that excludes 1 and reaches beyond the margin', contrastOf(0.01, 0.05), quiet],
    ['unresolved', 'one that excludes 1 by less than the resolution', contrastOf(0.05, 0.15), noisy],
    ['different', 'one that exceeds even a coarse resolution', contrastOf(0.25, 0.35), noisy],
    ['unresolved', 'an interval that bounds nothing', unbounded, quiet],
    ['unresolved', 'any interval, while the control bounds nothing', contrastOf(0.5, 0.6), unbounded],
    ['unresolved', 'drifting blocks', contrastOf(0.08, 0.12, { broken: true }), quiet],
    ['unresolved', 'a drifting control', contrastOf(0.08, 0.12), { ...quiet, broken: true }],
    ['void', 'a control that differs from its copy', contrastOf(0.5, 0.6), differing],
    ['void', 'the same within the margin', contrastOf(0, 0.001), differing],
    [
      'void',
      'the same while blocks drift',
      contrastOf(0, 1, { broken: true }),
      { ...differing, broken: true },
    ],
  ] as const)('is %s for %s', (verdict, _, contrast, control) => {
    expect(decideVerdict(contrast, control, margin)).toBe(verdict);
  });

  const ends = fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  );
  const anyContrast = ends.map(([a, b]) => contrastOf(Math.min(a, b), Math.max(a, b)));
  const flip = ({ interval, median, broken }: Contrast): Contrast => ({
    interval: { low: -interval.high, high: -interval.low },
    median: -median,
    broken,
  });

  test('does not depend on which of the two arms is the reference', () => {
    fc.assert(
      fc.property(anyContrast, anyContrast, (contrast, control) => {
        const mirrored = decideVerdict(flip(contrast), flip(control), margin);
        expect(mirrored).toBe(decideVerdict(contrast, control, margin));
        const settled = isSettled(flip(contrast), flip(control), margin, precision);
        expect(settled).toBe(isSettled(contrast, control, margin, precision));
      }),
    );
  });

  test('never calls a control different that is compared with itself', () => {
    fc.assert(
      fc.property(anyContrast, (control) => {
        expect(decideVerdict(control, control, margin)).not.toBe('different');
      }),
    );
  });

  test('where no more blocks are wanted is void, or decided, or as precise as was asked for', () => {
    fc.assert(
      fc.property(anyContrast, anyContrast, (contrast, control) => {
        fc.pre(isSettled(contrast, control, margin, precision));
        const width = contrast.interval.high - contrast.interval.low;
        const verdict = decideVerdict(contrast, control, margin);
        expect(verdict !== 'unresolved' || width / 2 <= precision).toBe(true);
      }),
    );
  });
});

test('the resolution is the outer end of the control’s interval', () => {
  expect(resolutionOf(contrastOf(-0.2, 0.1))).toBe(0.2);
  expect(resolutionOf(contrastOf(-0.1, 0.3))).toBe(0.3);
  expect(resolutionOf(unbounded)).toBe(Number.POSITIVE_INFINITY);
});

describe('more blocks', () => {
  test.each([
    [true, 'once the interval lies beyond the margin', contrastOf(0.08, 0.12), quiet],
    [false, 'while it excludes 1 and still reaches into the margin', contrastOf(0.01, 0.05), quiet],
    [false, 'while the difference is below the resolution', contrastOf(0.05, 0.15), noisy],
    [true, 'once it lies within the margin with the control', contrastOf(-0.02, 0.02), quiet],
    [false, 'while the control is still wide', contrastOf(-0.02, 0.02), noisy],
    [true, 'once both are as narrow as asked for', contrastOf(0.028, 0.032), contrastOf(-0.004, 0.004)],
    [true, 'once the control differs: nothing will hold', contrastOf(-1, 1), differing],
    [false, 'while nothing is bounded', unbounded, unbounded],
  ] as const)('are not wanted: %s, %s', (settled, _, contrast, control) => {
    expect(isSettled(contrast, control, margin, precision)).toBe(settled);
  });
});
