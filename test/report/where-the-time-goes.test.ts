/** Where the time goes: phases of arms and CPU time of commands, stacked. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { ReportCell, ReportRun } from '../../src/model/report.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { fileView } from '../../src/report/figure/file-view.ts';
import { sizesDrawn } from '../../src/report/sections/time/phase-chart.ts';
import { placeKey } from '../../src/report/sections/time/stack-key.tsx';
import { whereTheTimeGoes } from '../../src/report/sections/where-the-time-goes.tsx';
import { chartMarkup, recordedReport, sectionMarkup } from './recorded-report.tsx';

const sizes = await recordedReport('sizes.jsonl');
const post = await recordedReport('post.jsonl');
const commands = await recordedReport('commands.jsonl');
const claims = await recordedReport('claims.jsonl');
const [run] = sizes.runs as [ReportRun];
const [phases] = whereTheTimeGoes.charts(sizes);

describe('the charts', () => {
  test.each(
    [sizes, commands].flatMap((report) =>
      whereTheTimeGoes.charts(report).map((chart) => [chart.name, chart, report] as const),
    ),
  )('%s', async (name, chart, report) => {
    await expect(chartMarkup(chart, report)).toMatchFileSnapshot(`../golden/report/${name}.svg`);
  });

  test('draw the smallest size, one between and the largest, and have all in the table', () => {
    expect(sizesDrawn(run.cells).map(({ sizeBytes }) => sizeBytes)).toEqual([2 ** 16, 2 ** 20, 2 ** 24]);
    expect(phases?.caption).toContain('3 of 5 sizes are drawn');
    expect(phases?.table.rows).toHaveLength(5 * 4 * 4);
  });

  test('hatch what is no part of the compared time', () => {
    const hatched = phases ? chartMarkup(phases, sizes).match(/fill="url\(#/g) : [];
    // Two phases of four arms at three sizes, and two squares of the key.
    expect(hatched).toHaveLength(2 * 4 * 3 + 2);
  });

  test('say the faults of each phase', () => {
    expect(phases && chartMarkup(phases, sizes)).toContain(
      '<title>malloc: first touch 6.5 ms, 4,096 minor faults</title>',
    );
  });

  test('leave out a phase that never ran', () => {
    const interleaved = whereTheTimeGoes.charts(post).find(({ name }) => name.includes('interleaved'));
    expect(interleaved?.table.rows.some(([, , phase]) => phase === 'second-touch')).toBe(false);
    expect(interleaved && chartMarkup(interleaved, post)).not.toContain('second touch');
  });

  test('keep the scale, and the arm faintly, where it is switched off', () => {
    const view = fileView(armStyles(sizes.arms));
    const markup = (hidden: readonly string[]): string =>
      phases ? renderToString(phases.draw({ ...view, hidden: new Set(hidden) })) : '';
    const faint = ' opacity="0.15"';
    expect(markup(['malloc']).split(faint)).toHaveLength(4);
    expect(markup(['malloc']).replaceAll(faint, '')).toBe(markup([]));
  });
});

describe('the title', () => {
  test('names the longest phase of each arm at the largest size', () => {
    expect(phases?.title).toBe(
      'At 16 MiB the longest phase is first touch with malloc, mmap-private, mmap-thp; allocate with mmap-populate',
    );
    expect(whereTheTimeGoes.charts(post)[0]?.title).toMatch(
      /^At 100 MiB the longest phase is first touch with every arm: \d+ % of what malloc takes$/,
    );
  });
});

test('charts beyond the first three are folded', () => {
  const cells = ['a', 'b', 'c', 'd', 'e'].flatMap((stage) => run.cells.map((cell) => ({ ...cell, stage })));
  const markup = sectionMarkup(whereTheTimeGoes, { ...sizes, runs: [{ ...run, cells }] });
  const [open = '', folded = ''] = markup.split('2 more charts, of other stages and patterns');
  expect(open.match(/<figure/g)).toHaveLength(3);
  expect(folded.match(/<figure/g)).toHaveLength(2);
});

test('the key breaks into rows of two where it does not fit', () => {
  const kinds = ['allocate', 'first touch', 'second touch', 'release'].map((name) => ({
    name,
    shade: 0,
    isHatched: false,
  }));
  expect(placeKey(kinds, 760).every(({ y }) => y === 0)).toBe(true);
  expect(placeKey(kinds, 320).map(({ y }) => y)).toEqual([0, 0, 18, 18]);
});

test('the section hides itself where no phase and no command was timed', () => {
  expect(whereTheTimeGoes.appliesTo(claims)).toBe(false);
  const cells = run.cells.map(
    (cell): ReportCell => ({
      ...cell,
      arms: cell.arms.map((arm) => ({ ...arm, n: 0, medianNs: null, phaseNs: [null, null, null, null] })),
    }),
  );
  expect(whereTheTimeGoes.appliesTo({ ...sizes, runs: [{ ...run, findings: [], cells }] })).toBe(false);
});
