import { h } from 'preact';
import { expect, test } from 'vitest';
import { armStyles } from '../../src/report/charts/arms.ts';
import type { Chart } from '../../src/report/charts/chart.ts';
import { svgFile } from '../../src/report/figure/svg-file.ts';

test('a file is well-formed where values are empty, and keeps what is in quotes', () => {
  const chart: Chart = {
    name: 'empty',
    title: '',
    caption: '',
    description: '',
    table: { columns: [], rows: [] },
    draw: () =>
      h(
        'svg',
        null,
        h('path', { d: '', stroke: 'red' }),
        h('text', { 'aria-label': 'x y="z" d >' }, 'd = "d" '),
      ),
  };
  expect(svgFile(chart, armStyles([]))).toMatchInlineSnapshot(`
    "<svg><path d="" stroke="red"></path><text aria-label="x y=&quot;z&quot; d >">d = &quot;d&quot; </text></svg>
    "
  `);
});
