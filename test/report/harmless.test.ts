/** Strings of a run, made so that a page may show them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmless } from '../../src/report/harmless.ts';

const turned = '\u202e\u2066\u200f\u061c';
const replaced = '\ufffd';

test('marks that turn the direction of what follows are replaced, in values and in names of members', () => {
  expect(harmless({ [`a${turned}`]: [`b${turned}c`, { d: turned }] })).toEqual({
    [`a${replaced.repeat(4)}`]: [`b${replaced.repeat(4)}c`, { d: replaced.repeat(4) }],
  });
});

test('so are control characters, line separators, lone surrogates and what is no character; breaks and tabs stay', () => {
  expect(harmless('\u0000\u001b[31m\u2028\u2029\ud800\udc00x\udfff\ufffe\n\t')).toBe(
    `${replaced}${replaced}[31m${replaced}${replaced}\ud800\udc00x${replaced}${replaced}\n\t`,
  );
});

test('a long string is cut and shows it, never through a pair of surrogates', () => {
  const long = harmless('x'.repeat(10_000));
  expect(long).toHaveLength(4001);
  expect(long.endsWith('…')).toBe(true);
  expect(harmless(`${'x'.repeat(3999)}😀${'x'.repeat(10)}`)).not.toMatch(/\p{Cs}/u);
});

test('a list that begins with a number is not trusted to hold only numbers', () => {
  expect(harmless([1, turned, [2, turned]])).toEqual([1, replaced.repeat(4), [2, replaced.repeat(4)]]);
});

test('a member named __proto__ stays a member', () => {
  const made = harmless(JSON.parse('{"__proto__": {"x": "y"}, "constructor": 1}')) as Record<string, unknown>;
  expect(Object.keys(made)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('whatever comes, every string is well formed and holds nothing forbidden; the shape stays; twice is once', () => {
  const forbidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.string({ unit: 'binary' }), (value, text) => {
      const made = harmless({ value, text });
      const strings: string[] = [];
      JSON.stringify(made, (key, one: unknown) => {
        strings.push(key, ...(typeof one === 'string' ? [one] : []));
        return one;
      });
      expect(strings.filter((one) => forbidden.test(one))).toEqual([]);
      expect(harmless(made)).toEqual(made);
    }),
  );
});
