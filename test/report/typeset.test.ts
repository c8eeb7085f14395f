// Prose keeps figures with their units, and changes nothing else.
import { expect, test } from 'vitest';
import { typeset } from '../../src/report/parts/typeset.ts';

test('a figure and its unit stay on one line', () => {
  expect(typeset('99 % of 41.9 ms at 100 MiB, 29.5 GiB/s')).toBe(
    '99\u00a0% of 41.9\u00a0ms at 100\u00a0MiB, 29.5\u00a0GiB/s',
  );
  expect(typeset('24 blocks of 3 sizes')).toBe('24 blocks of 3 sizes');
});

test('a figure below nothing has a minus sign, an option its dash', () => {
  expect(typeset('-1.42 ms (-1.5 ms..-1.3 ms), -0.29 %')).toBe(
    '−1.42\u00a0ms (−1.5\u00a0ms..−1.3\u00a0ms), −0.29\u00a0%',
  );
  expect(typeset('gzip -1 -c a.txt, 2026-11-23')).toBe('gzip -1 -c a.txt, 2026-11-23');
});
