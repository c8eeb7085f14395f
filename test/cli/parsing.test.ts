/** Sizes, quantities and suggestions: words to values, and wrong words to problems. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCount, parseFraction, parseSeconds } from '../../src/cli/parse-quantity.ts';
import { parseSize, parseSizes } from '../../src/cli/parse-size.ts';
import { suggest } from '../../src/cli/suggest.ts';
import { Problem } from '../../src/model/problem.ts';
import { formatBytes } from '../../src/model/units.ts';

const pageSizeBytes = 4096;
const sizesOf = (...texts: string[]): readonly number[] => parseSizes(texts, pageSizeBytes).sizesBytes;

describe('sizes', () => {
  test.each([
    ['1', [1]],
    ['100', [100]],
    ['100B', [100]],
    ['4k', [4096]],
    ['4K', [4096]],
    ['4Ki', [4096]],
    ['4 KiB', [4096]],
    ['1.5GiB', [1.5 * 2 ** 30]],
    ['2^20', [2 ** 20]],
    ['100MB', [100_000_000]],
    ['2T', [2 ** 41]],
    ['25600p', [25_600 * pageSizeBytes]],
    ['4KiB..16KiB', [4096, 8192, 16_384]],
    ['4KiB..20KiB', [4096, 8192, 16_384]],
    ['4KiB..64KiB:x4', [4096, 16_384, 65_536]],
    ['8KiB..8KiB', [8192]],
    ['2^12..2^14', [4096, 8192, 16_384]],
    ['16KiB,4KiB, 4k', [4096, 16_384]],
  ])("'%s' is %j", (text, bytes) => {
    expect(sizesOf(text)).toEqual(bytes);
  });

  test('several values are put together in ascending order, doubled ones once', () => {
    expect(sizesOf('1MiB', '4k,8k', '4KiB..8KiB')).toEqual([4096, 8192, 2 ** 20]);
  });

  test('a decimal size is remarked, and a binary one is not', () => {
    expect(parseSizes(['100MB'], pageSizeBytes).remarks).toEqual([
      expect.stringContaining('100,000,000 bytes (95.4 MiB)'),
    ]);
    expect(parseSizes(['100MiB', '4k', '2^20', '7p'], pageSizeBytes).remarks).toEqual([]);
  });

  test.each([
    '',
    ' ',
    '0',
    '0.5',
    '-1',
    '+1',
    '1e3',
    '0x10',
    'abc',
    'KiB',
    '4 parsecs',
    '1.0000001KiB',
    '2^48',
    '3^20',
    '200TiB',
    '..',
    '4k..',
    '..4k',
    '8k..4k',
    '4k..8k:x1',
    '4k..8k:x0',
    '4k..8k:x9999',
    '4k..8k:4',
    '4k:x2',
    '4k,,8k',
    'NaN',
    'Infinity',
    '٤',
  ])("'%s' is refused as a usage problem", (text) => {
    expect(() => sizesOf(text)).toThrow(
      expect.objectContaining({ name: 'Problem', code: 'bad-size', exitCode: 2 }),
    );
  });

  test('one size is no range', () => {
    expect(parseSize(' 4KiB ', pageSizeBytes)).toBe(4096);
    expect(() => parseSize('4KiB..8KiB', pageSizeBytes)).toThrow(Problem);
  });

  test('any text is a list of sizes in ascending order or a Problem', () => {
    const words = fc.constantFrom(
      '1',
      '4',
      '1023',
      '.5',
      'k',
      'KiB',
      'MB',
      '..',
      ':x',
      '2',
      ',',
      ' ',
      '^',
      'p',
      '-',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const sizes = sizesOf(text);
          expect(
            sizes.every(
              (size, i) => Number.isInteger(size) && size >= 1 && (i === 0 || size > Number(sizes[i - 1])),
            ),
          ).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a whole number of KiB that is printed is read back as the same size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(1, 2 ** 10, 2 ** 20, 2 ** 30),
        (count, unit) => {
          expect(sizesOf(formatBytes(count * unit))).toEqual([count * unit]);
        },
      ),
    );
  });
});

describe('quantities', () => {
  test.each([
    ['30', 30],
    ['30s', 30],
    ['2m', 120],
    ['500ms', 0.5],
    ['1.5h', 5400],
    ['24h', 86_400],
  ])("the duration '%s' is %d seconds", (text, seconds) => {
    expect(parseSeconds('--budget', text)).toBe(seconds);
  });

  test.each(['', '0', '0s', '-1', '1d', '25h', '1e3', 's', '5 s', 'soon'])("'%s' is no duration", (text) => {
    expect(() => parseSeconds('--budget', text)).toThrow(`--budget '${text}'`);
  });

  test.each([
    ['3%', 0.03],
    ['0.03', 0.03],
    ['99.9 %', 0.999],
  ])("the fraction '%s' is %d", (text, fraction) => {
    expect(parseFraction('--precision', text)).toBeCloseTo(fraction, 12);
  });

  test.each(['', '0', '0%', '1', '100%', '200%', '-3%', '3', '3%%', '%'])("'%s' is no fraction", (text) => {
    expect(() => parseFraction('--precision', text)).toThrow(`--precision '${text}'`);
  });

  test.each(['', '-1', '1.5', '1e2', '11', 'x', '99999999999999999'])(
    "'%s' is no count from 0 to 10",
    (text) => {
      expect(() => parseCount('--seed', text, 0, 10)).toThrow(`--seed '${text}'`);
    },
  );

  test('a count includes both its ends', () => {
    expect([parseCount('--cpu', '0', 0, 10), parseCount('--cpu', '10', 0, 10)]).toEqual([0, 10]);
  });
});

describe('suggestions', () => {
  test.each([
    ['pots', ['post', 'list'], " Did you mean 'post'?"],
    ['mall', ['mmap-private', 'malloc'], " Did you mean 'malloc'?"],
    ['xyzzyplugh', ['post', 'list'], ''],
    ['post', [], ''],
  ])("for '%s' among %j there is '%s'", (word, names, text) => {
    expect(suggest(word, names)).toBe(text);
  });
});
