import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  formatRatio,
} from '../../src/model/units.ts';

describe('quantities read as people write them', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [104_857_600, '100 MiB'],
    [1023 * 2 ** 20, '1023 MiB'],
    [2 ** 32, '4 GiB'],
    [2 ** 60, '1 EiB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [0, '0 ns'],
    [999, '999 ns'],
    [1500, '1.5 us'],
    [12_345_678, '12.3 ms'],
    [2.5e9, '2.5 s'],
    [-1500, '-1.5 us'],
    [Number.NaN, '-'],
    [Number.POSITIVE_INFINITY, '-'],
  ])('%d ns are %s', (ns, text) => {
    expect(formatDuration(ns)).toBe(text);
  });

  test.each([
    [1, '1.000'],
    [1.0234, '1.023'],
    [1.5, '1.50'],
    [0.9512, '0.951'],
    [0.05, '0.050'],
    [123.4, '123'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NaN, '-'],
  ])('the ratio %d is %s', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

  test('percentages, counts and rates have their units', () => {
    expect(formatPercent(0.03)).toBe('3 %');
    expect(formatPercent(0.125)).toBe('13 %');
    expect(formatCount(25_600)).toBe('25,600');
    expect(formatRate(2 ** 30, 1e9)).toBe('1 GiB/s');
  });
});

describe('every finite quantity', () => {
  const finite = fc.double({ min: 0, max: 2 ** 60, noNaN: true });

  test('has a text without an exponent that parses back to three digits', () => {
    const units: Record<string, number> = {
      B: 1,
      KiB: 2 ** 10,
      MiB: 2 ** 20,
      GiB: 2 ** 30,
      TiB: 2 ** 40,
      PiB: 2 ** 50,
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (bytes) => {
        const [number, unit] = formatBytes(bytes).split(' ');
        expect(number).toMatch(/^[0-9.]+$/);
        const back = Number(number) * (units[unit ?? ''] ?? Number.NaN);
        expect(Math.abs(back - bytes)).toBeLessThanOrEqual(bytes * 0.005);
      }),
    );
  });

  test('is never told as NaN, Infinity or undefined', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const texts = [formatBytes(value), formatDuration(value), formatRatio(value), formatPercent(value)];
        expect(texts.join(' ')).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });
});
