import { describe, expect, test } from 'vitest';
import {
  orderStatisticInterval,
  requireAlpha,
  requireCount,
  requireSameLength,
} from '../../src/statistics/index.ts';

describe('preconditions', () => {
  test.each([0, 1, -1, 2, Number.NaN])('alpha = %d is refused with its value', (alpha) => {
    expect(() => requireAlpha(alpha)).toThrow(`got ${alpha}`);
  });

  test.each([-1, 0.5, Infinity, Number.NaN])('a count of %d is refused with its value', (n) => {
    expect(() => requireCount(n)).toThrow(`got ${n}`);
  });

  test('proper arguments pass', () => {
    requireAlpha(0.05);
    requireCount(0);
    requireSameLength([1, 2], new Float64Array(2));
    expect(() => requireSameLength([1], [])).toThrow('got 1 and 0');
  });

  test('order statistics may meet in the middle but not cross', () => {
    expect(orderStatisticInterval([1, 2, 3], 2)).toEqual({ low: 2, high: 2 });
    expect(() => orderStatisticInterval([1, 2, 3], 3)).toThrow(RangeError);
  });
});
