/** The raster of page faults. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { FaultRaster } from '../../src/model/trace-view.ts';
import { formatCount } from '../../src/model/units.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { rasterChart } from '../../src/report/charts/raster/raster-chart.tsx';
import { fileView } from '../../src/report/figure/file-view.ts';
import { renderRaster } from '../../src/report/index.ts';
import { smallRaster, viewOf } from '../exporters/traced-view.ts';
import { tagByTag, unclosed } from './well-formed.ts';

const svg = renderRaster(smallRaster);
const drawnAt = (width: number): string =>
  renderToString(rasterChart('faults', smallRaster).draw({ ...fileView(armStyles([])), width }));

describe('the raster of faults', () => {
  test('is well-formed, with a title and a description for those who do not see it', () => {
    expect(unclosed(svg)).toEqual([]);
    expect(svg).toContain('<title id="faults-title">Page faults of a &lt;b> &amp; &quot;c&quot; (7)');
    expect(svg).toMatch(
      /<desc id="faults-description">310 minor faults and 1 major fault over 10 ms, in 2 ranges of addresses/,
    );
  });

  test('writes each gap with its size, exact where there is room, and never draws it to scale', () => {
    const gap = 0x7fff_0000_0000 - 0x5000;
    expect(svg).toContain(`128 TiB without faults (${formatCount(gap)} B)`);
    expect(drawnAt(320)).toContain('128 TiB without faults<');
    expect(Number(/height="(\d+)/.exec(svg)?.[1])).toBeLessThan(400);
  });

  test('has colours of its own, and draws major faults as another shape', () => {
    expect(svg).not.toMatch(/var\(|currentColor/);
    expect(svg.match(/stroke="#b3261e"/g)).toHaveLength(2);
    expect(svg).toContain('major faults (they waited for storage)');
    const without = renderRaster({ ...smallRaster, cells: [[0, 0, 1, 0]] });
    expect(without).not.toContain('#b3261e');
  });

  test('has one path for each shade, however many cells there are', () => {
    const cells = Array.from(
      { length: 4000 },
      (_, index) => [index % 400, Math.floor(index / 400), 1 + (index % 999), 0] as const,
    );
    const large = renderRaster({ ...smallRaster, columns: 400, cells });
    expect(large.match(/<path d="M[^"]*z" fill=/g)?.length).toBeLessThanOrEqual(5);
  });

  test('leaves out the columns behind the last fault where they are more than half', () => {
    const early: FaultRaster = { ...smallRaster, cells: [[1, 0, 1, 0]] };
    expect(renderRaster(early)).not.toContain('>4 ms<');
    expect(svg).toContain('>4 ms<');
  });

  test('shows the same moments as the timeline, and where most faults were taken in each', () => {
    const chart = rasterChart('faults', smallRaster, { link: 'time', bucketNs: 5e6, count: 2 });
    const stops = chart.stops?.({ ...fileView(armStyles([])), width: 800 }) ?? [];
    expect(stops.map(({ key }) => key)).toEqual(['0', '1']);
    expect(stops[0]?.lines[1]?.text).toBe('most at 0x2000, /usr/lib/libx.so');
    expect(stops[1]?.lines[1]?.text).toBe('most at 0x4000, heap');
  });

  test('has the values of every cell behind it: when, where, how many', () => {
    const { table } = rasterChart('faults', smallRaster);
    expect(table.rows[0]).toEqual([0, 1e6, '0x7fff00007000', 4096, 1, 0]);
    expect(table.rows[3]).toEqual([2e6, 1e6, '0x2000', 4096, 100, 0]);
  });

  test('writes whole addresses, however finely a row divides them', () => {
    const [raster] = viewOf('malloc-story-tracepoints').rasters;
    const { table } = rasterChart('faults', raster!);
    expect(table.rows.every((row) => /^0x[0-9a-f]+$/.test(String(row[2])))).toBe(true);
  });

  test('of a recorded trace is as it was', async () => {
    const [raster] = viewOf('malloc-story-tracepoints').rasters;
    const now = tagByTag(renderRaster(raster!));
    await expect(now).toMatchFileSnapshot('../golden/report/malloc-story-faults.svg');
  });
});
