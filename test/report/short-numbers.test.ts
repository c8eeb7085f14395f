import { expect, test } from 'vitest';
import { shortNumbers } from '../../src/report/figure/short-numbers.ts';

test('coordinates have two decimals, words keep theirs', () => {
  const markup =
    '<g id="x-0.12345"><path d="M1.23456 2L-0.0049 1e-7" transform="translate(3.9999999)"/>0.12345</g>';
  expect(shortNumbers(markup)).toBe(
    '<g id="x-0.12345"><path d="M1.23 2L0 1e-7" transform="translate(4)"/>0.12345</g>',
  );
});
