/** How arms are drawn: each in its own way, the same in all charts. */
import { expect, test } from 'vitest';
import { armStyles } from '../../../src/report/charts/arms.ts';
import { filePaint, pagePaint } from '../../../src/report/charts/paint.ts';

const names = Array.from({ length: 64 }, (_, index) => `arm ${index}`);
const look = (name: string): string => {
  const { colour, dash, mark } = armStyles(names)(name);
  return `${colour(filePaint)} ${dash} ${mark}`;
};

test('sixty-four arms have sixty-four looks', () => {
  expect(new Set(names.map(look)).size).toBe(64);
});

test('the first eight are told apart without colour, by dash and by mark alone', () => {
  const styles = names.slice(0, 8).map(armStyles(names));
  expect(new Set(styles.map(({ dash }) => String(dash))).size).toBe(8);
  expect(new Set(styles.map(({ mark }) => mark)).size).toBe(8);
});

test('an arm keeps its colour whether it is drawn for the page or for a file', () => {
  const { colour } = armStyles(['a', 'b'])('b');
  expect([colour(filePaint), colour(pagePaint)]).toEqual([filePaint.arms[1], 'var(--arm-1)']);
});

test('an arm that the page does not list is drawn like the first', () => {
  expect(armStyles(['a', 'b'])('never heard of').index).toBe(0);
});
