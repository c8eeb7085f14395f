/** Names of charts: short where they can be, and never the same for two charts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartName, distinctNames } from '../../../src/report/charts/chart-name.ts';
import { renderCharts } from '../../../src/report/index.ts';
import { recordedReport } from '../recorded-report.tsx';

test('plain parts make plain names; empty ones are left out', () => {
  expect(chartName('cost-against-size', 'B', '', 'write-all')).toBe('cost-against-size-b-write-all');
  expect(chartName('every trial', 'AA', 'A20')).toBe('every-trial-aa-a20');
});

test('names that only differ in what a slug drops stay apart', () => {
  const arms = [
    'malloc@jemalloc',
    'malloc;jemalloc',
    'malloc jemalloc',
    './old',
    './Old',
    'Old',
    'old',
    '日本',
    '中国',
    '…',
  ];
  const long = ['a', 'b'].map((end) => 'x'.repeat(100) + end);
  const names = [...arms, ...long].map((arm) => chartName('ecdf', arm));
  expect(new Set(names).size).toBe(names.length);
});

test('whatever the parts are, the name is an anchor and a file name, and that of no other part', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({ minLength: 59, maxLength: 70 }),
  );
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [first, second] = [one, other].map((part) => chartName('ecdf', part)) as [string, string];
      expect(first).toMatch(/^ecdf(-[a-z0-9]+)*$/);
      expect(first.length).toBeLessThan(80);
      const words = (part: string): string => part.replaceAll(' ', '-');
      if (words(one) !== words(other)) expect(first).not.toBe(second);
    }),
    { numRuns: 500 },
  );
});

test('files that would have one name are numbered', () => {
  expect(distinctNames(['a', 'b', 'a', 'a-2', 'a'])).toEqual(['a', 'b', 'a-2', 'a-2-2', 'a-3']);
});

test('all charts of several runs on one page have names of their own', async () => {
  const names = ['sizes.jsonl', 'post.jsonl', 'sharing.jsonl', 'commands.jsonl', 'demand-paging.jsonl'];
  const charts = renderCharts(await recordedReport(...names));
  const ids = charts.flatMap(({ svg }) => [...svg.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id));
  expect(new Set(charts.map(({ name }) => name)).size).toBe(charts.length);
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
});
