/** How several runs on a page are called. */
import { expect, test } from 'vitest';
import { runLetter } from '../../src/cli/report/run-letter.ts';

test('A to Z, then AA, each once', () => {
  const letters = Array.from({ length: 1000 }, (_, index) => runLetter(index));
  expect([0, 25, 26, 27, 51, 52, 701, 702].map((index) => letters[index])).toEqual([
    'A',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
  expect(new Set(letters).size).toBe(1000);
});
