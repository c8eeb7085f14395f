/** A layout as JSON and as SVG. */
import { describe, expect, test } from 'vitest';
import { layoutSvgMetrics, serializeLayoutJson, serializeLayoutSvg } from '../../src/exporters/index.ts';
import { arrange, makeLayout } from '../../src/layout/index.ts';
import { makeImage, makeVma } from '../layout/image.ts';
import { recordedProcess } from '../machine/process/fixture.ts';

function svgOf(image: ReturnType<typeof recordedProcess>, title = 'a process'): string {
  const layout = makeLayout(image);
  const picture = arrange(layout, { ...layoutSvgMetrics, all: false, mostRegions: 48, mostGroups: 28 });
  return serializeLayoutSvg([{ title, layout, picture }]);
}

describe('JSON', () => {
  const text = serializeLayoutJson(makeLayout(recordedProcess('threads')));

  test('has addresses as hexadecimal strings, sizes as bytes, and every VMA with its rule', () => {
    const document = JSON.parse(text);
    const groups = document.items.filter((item: { kind: string }) => item.kind === 'group');
    const regions = groups.flatMap(({ items }: { items: { kind: string }[] }) =>
      items.filter(({ kind }) => kind === 'region'),
    );
    expect(regions).toHaveLength(document.totals.regionCount);
    for (const region of regions) {
      expect(region.start).toMatch(/^0x[0-9a-f]+$/);
      expect(region.sizeBytes).toBe(Number(BigInt(region.end) - BigInt(region.start)));
      expect(region.rule.number).toBeGreaterThan(0);
    }
    expect(document.items[0]).toMatchObject({ kind: 'gap', start: '0x0', reason: 'null-guard' });
    expect(document.items.at(-1).end).toBe('0x10000000000000000');
    expect(text).toMatch(/\n$/);
  });

  test('is the same text each time', () => {
    expect(serializeLayoutJson(makeLayout(recordedProcess('threads')))).toBe(text);
  });
});

/** Names of elements opened and closed in order: what a parser would want of a file written by hand. */
function unclosed(svg: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = '', attributes = ''] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*)>/g)) {
    if (slash) expect(open.pop()).toBe(name);
    else if (!attributes.endsWith('/')) open.push(name);
  }
  return open;
}

describe('SVG', () => {
  for (const name of ['pie', 'node']) {
    test(`of the recorded process ${name} is kept as a file`, async () => {
      const svg = svgOf(recordedProcess(name));
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|var\(/);
      await expect(svg).toMatchFileSnapshot(`../golden/layout/${name}.svg`);
    });
  }

  test('has text instead of the picture, and a title for each region', () => {
    const svg = svgOf(recordedProcess('pie'));
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title description">\n<title id="title">/);
    expect(svg.match(/by rule \d+:/g)).toHaveLength(recordedProcess('pie').vmas.length);
  });

  test('escapes the names of files, and control characters in them', () => {
    const image = makeImage([makeVma(0x1000, 0x2000, 'r--p', '/tmp/<a&"b>\u0007')]);
    const svg = svgOf(image, '<script>');
    expect(svg).toContain('&lt;a&amp;&quot;b&gt;\ufffd');
    expect(svg).not.toContain('<script>');
    expect(unclosed(svg)).toEqual([]);
  });

  test('lets no name turn the direction of what follows it', () => {
    const svg = svgOf(makeImage([makeVma(0x10000, 0x20000, 'r--p', '/tmp/a\u202eb\u2066c')]));
    expect(svg).toContain('a\ufffdb\ufffdc');
    expect(svg).not.toMatch(/\p{Cf}/u);
  });

  test('of two layouts has them side by side', () => {
    const columns = ['no-randomization', 'pie'].map((name) => {
      const layout = makeLayout(recordedProcess(name));
      const picture = arrange(layout, { ...layoutSvgMetrics, all: false, mostRegions: 48, mostGroups: 28 });
      return { title: name, layout, picture };
    });
    const svg = serializeLayoutSvg(columns);
    expect(svg).toContain('translate(16 16)');
    expect(svg).toContain('translate(746 16)');
    expect(unclosed(svg)).toEqual([]);
  });
});
