/** An address space as a picture. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { arrangeForReport } from '../../src/cli/layout/arrange-for-report.ts';
import { makeLayout } from '../../src/layout/index.ts';
import type { ProcessImage } from '../../src/model/process-image.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { layoutChart } from '../../src/report/charts/layout/layout-chart.tsx';
import { fileView } from '../../src/report/figure/file-view.ts';
import { renderLayouts } from '../../src/report/index.ts';
import { makeImage, makeVma } from '../layout/image.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { tagByTag, unclosed } from './well-formed.ts';

const reported = (image: ProcessImage, title = 'a process') => arrangeForReport(makeLayout(image), { title });
const svgOf = (image: ProcessImage, title?: string): string => renderLayouts([reported(image, title)]);
const pair = ['no-randomization', 'pie'].map((name) => reported(recordedProcess(name), name));
const words = { name: 'pair', title: 'two', description: 'two' };
const drawn = (width: number): string =>
  renderToString(layoutChart(words, pair).draw({ ...fileView(armStyles([])), width }));
const heightOf = (svg: string): number => Number(/height="(\d+)/.exec(svg)?.[1]);

/** Where each process is drawn. */
const places = (svg: string): number[][] =>
  [...svg.matchAll(/<g transform="translate\(([\d.]+) ([\d.]+)\)"><text y="14"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);

describe('the picture of an address space', () => {
  for (const name of ['pie', 'node']) {
    test(`of the recorded process ${name} is kept as a file`, async () => {
      const svg = svgOf(recordedProcess(name));
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|var\(/);
      await expect(tagByTag(svg)).toMatchFileSnapshot(`../golden/report/layout-${name}.svg`);
    });
  }

  test('has text instead of the picture, and a title for each region', () => {
    const svg = svgOf(recordedProcess('pie'));
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="layout-title layout-description"/);
    expect(svg.match(/by rule \d+:/g)).toHaveLength(recordedProcess('pie').vmas.length);
  });

  test('escapes the names of files, and control characters in them', () => {
    const image = makeImage([makeVma(0x1000, 0x2000, 'r--p', '/tmp/<a&"b>\u0007')]);
    const svg = svgOf(image, '<script>');
    expect(svg).toContain('&lt;a&amp;&quot;b>\ufffd');
    expect(svg).not.toContain('<script>');
  });

  test('lets no name turn the direction of what follows it', () => {
    const svg = svgOf(makeImage([makeVma(0x10000, 0x20000, 'r--p', '/tmp/a\u202eb\u2066c')]));
    expect(svg).toContain('a\ufffdb\ufffdc');
    expect(svg).not.toMatch(/\p{Cf}/u);
  });

  test('has two processes side by side where there is room, else one below the other', () => {
    const [wide, narrow] = [drawn(920), drawn(320)];
    expect(places(wide)).toEqual([
      [0, 0],
      [470, 0],
    ]);
    const [, [x, y] = []] = places(narrow);
    expect(x).toBe(0);
    expect(y).toBeGreaterThan(heightOf(wide) / 2);
    expect(heightOf(narrow)).toBeGreaterThan(1.7 * heightOf(wide));
  });

  test('keeps what it writes within its width, however narrow and however long the names', () => {
    const long = makeImage([makeVma(0x10000, 0x20000, 'r--p', `/tmp/${'long'.repeat(2500)}`)]);
    const one = reported(long, 'title '.repeat(2000));
    const svg = renderToString(layoutChart(words, [one]).draw({ ...fileView(armStyles([])), width: 320 }));
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(60);
  });

  test('has a row of the table for every region and gap that is drawn', () => {
    const { table } = layoutChart(words, pair.slice(1));
    const regions = recordedProcess('pie').vmas.length;
    expect(table.rows.filter((row) => row[4] !== 'unmapped')).toHaveLength(regions);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    expect(table.rows.some((row) => row[1] === '0x0' && row[4] === 'unmapped')).toBe(true);
  });

  test('carries no region twice: what a report keeps of a process grows with what is drawn of it', () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      makeVma(0x7f00_0000_0000 + i * 0x2000, 0x7f00_0000_1000 + i * 0x2000, 'rw-p', ''),
    );
    expect(JSON.stringify(reported(makeImage(many))).length).toBeLessThan(100_000);
  });
});
