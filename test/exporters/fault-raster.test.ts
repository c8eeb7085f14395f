import { describe, expect, test } from 'vitest';
import { serializeFaultRaster } from '../../src/exporters/index.ts';
import { formatCount } from '../../src/model/units.ts';
import { golden, smallRaster, viewOf } from './traced-view.ts';

const svg = serializeFaultRaster(smallRaster);

/** Every element is closed, in order. */
function isWellFormed(text: string): boolean {
  const open: string[] = [];
  for (const [, close, name = '', , self] of text.matchAll(/<(\/?)([a-z]+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!self) open.push(name);
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/.test(text);
}

describe('the raster of faults', () => {
  test('is well-formed, with a title and a description for those who do not see it', () => {
    expect(isWellFormed(svg)).toBe(true);
    expect(svg).toContain('<title id="title">Page faults of a &lt;b&gt; &amp; &quot;c&quot; (7)');
    expect(svg).toMatch(
      /<desc id="description">310 minor faults and 1 major fault over 10 ms, in 2 ranges of addresses/,
    );
  });

  test('writes each gap with its exact size, and never draws it to scale', () => {
    const gap = 0x7fff_0000_0000 - 0x5000;
    expect(svg).toContain(`128 TiB without faults (${formatCount(gap)} B)`);
    expect(Number(/height="(\d+)/.exec(svg)?.[1])).toBeLessThan(400);
  });

  test('has colours of its own, and draws major faults as another shape', () => {
    expect(svg).not.toMatch(/var\(|currentColor/);
    expect(svg.match(/stroke="#b3261e"/g)).toHaveLength(2);
    expect(svg).toContain('major faults (they waited for storage)');
    const without = serializeFaultRaster({ ...smallRaster, cells: [[0, 0, 1, 0]] });
    expect(without).not.toContain('#b3261e');
  });

  test('has one path for each shade, however many cells there are', () => {
    const cells = Array.from(
      { length: 4000 },
      (_, index) => [index % 400, Math.floor(index / 400), 1 + (index % 999), 0] as const,
    );
    const large = serializeFaultRaster({ ...smallRaster, columns: 400, cells });
    expect(large.match(/<path d="M[^"]*z" fill=/g)?.length).toBeLessThanOrEqual(5);
  });

  test('of a recorded trace is as it was', () => {
    const [raster] = viewOf('malloc-story-tracepoints').rasters;
    const now = serializeFaultRaster(raster!);
    expect(now).toBe(golden('malloc-story-faults.svg', now));
  });
});
