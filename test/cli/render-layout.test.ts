/** Drawings of recorded processes, kept as files: whoever changes one sees it. */
import { describe, expect, test } from 'vitest';
import { asciiGlyphs, boxGlyphs, glyphsFor } from '../../src/cli/layout/glyphs.ts';
import { renderLayout } from '../../src/cli/layout/render-layout.ts';
import { renderLayoutPair } from '../../src/cli/layout/render-pair.ts';
import { renderLayoutTable } from '../../src/cli/layout/render-table.ts';
import { makeLayout } from '../../src/layout/index.ts';
import type { Vma } from '../../src/model/process-image.ts';
import { makeImage, makeVma } from '../layout/image.ts';
import { recordedProcess } from '../machine/process/fixture.ts';

const paint = (_: unknown, text: string): string => text;
const golden = (name: string): string => `../golden/layout/${name}.txt`;
const layoutOf = (name: string) => makeLayout(recordedProcess(name));

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('a layout in a terminal', () => {
  for (const name of [
    'pie',
    'threads',
    'node',
    'no-randomization-static-pie',
    'no-randomization-unlimited-stack',
    'hugetlb',
  ]) {
    test(`of the recorded process ${name} is drawn in 80 columns`, async () => {
      const text = renderLayout(layoutOf(name), { glyphs: boxGlyphs, paint, all: false });
      expect(widest(text)).toBeLessThanOrEqual(80);
      await expect(text).toMatchFileSnapshot(golden(name));
    });
  }

  test('is drawn in plain ASCII where the terminal has nothing else', async () => {
    expect(glyphsFor({ LANG: 'C' })).toBe(asciiGlyphs);
    expect(glyphsFor({ LANG: 'C', LC_ALL: 'en_GB.UTF-8' })).toBe(boxGlyphs);
    const text = renderLayout(layoutOf('pie'), { glyphs: asciiGlyphs, paint, all: false });
    expect(text).toMatch(/^[\n -~]*$/);
    await expect(text).toMatchFileSnapshot(golden('pie-ascii'));
  });

  test('has a line for each VMA with --all', () => {
    const text = renderLayout(layoutOf('node'), { glyphs: boxGlyphs, paint, all: true });
    for (const { start } of recordedProcess('node').vmas)
      expect(text).toMatch(new RegExp(`(^| )${start.toString(16)} `, 'm'));
  });

  test('of a process with thousands of VMAs is short, and says how many it does not show', () => {
    const vmas: Vma[] = Array.from({ length: 20_000 }, (_, i) =>
      makeVma(2 ** 40 + i * 8192, 2 ** 40 + i * 8192 + 4096, i % 2 === 0 ? 'rw-p' : 'r--p'),
    );
    const text = renderLayout(makeLayout(makeImage(vmas)), { glyphs: boxGlyphs, paint, all: false });
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text).toContain('20,000 x anonymous');
  });

  test('marks what could not be read instead of drawing it empty', () => {
    const image = makeImage([makeVma(0x1000, 0x2000, 'rw-p')], { usageReason: 'smaps is not ours to read' });
    const text = renderLayout(makeLayout(image), { glyphs: boxGlyphs, paint, all: false });
    expect(text).toContain('resident memory could not be read');
    expect(text).toContain('smaps is not ours to read');
  });
});

test('the table of VMAs names the rule of each', async () => {
  const text = renderLayoutTable(layoutOf('threads'));
  await expect(text).toMatchFileSnapshot(golden('threads-regions'));
});

test('two layouts stand side by side in 80 columns, the same things on the same lines', async () => {
  const pair = [layoutOf('no-randomization'), layoutOf('pie')] as const;
  const text = renderLayoutPair(pair, ['ASLR off', 'ASLR on'], { glyphs: boxGlyphs, paint });
  expect(widest(text)).toBeLessThanOrEqual(80);
  for (const name of ['↓stack  ', 'libc.so.6 ', 'heap  ', 'vdso']) {
    const line = text.split('\n').find((one) => one.includes(name))!;
    expect(line.split(name).length - 1).toBe(2);
  }
  await expect(text).toMatchFileSnapshot(golden('pair'));
});
