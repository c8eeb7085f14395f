import { describe, expect, test } from 'vitest';
import { blockGlyphs, plainGlyphs, traceGlyphsFor } from '../../src/cli/trace/glyphs.ts';
import { sparkline } from '../../src/cli/trace/render-timeline.ts';
import { renderTrace } from '../../src/cli/trace/render-trace.ts';
import { golden, viewOf } from '../exporters/traced-view.ts';
import { brk, end, faults, mapping, replayed } from '../trace/trace-records.ts';

const plain = (_: unknown, text: string): string => text;
const names = ['malloc-story-tracepoints', 'pipeline-unprivileged', 'small-ring-loses'];

describe('a trace as text', () => {
  test.each(names)('is as it was, and fits 80 columns: %s', (name) => {
    const text = renderTrace(viewOf(name), blockGlyphs, plain);
    expect(text).toBe(golden(`${name}.txt`, text));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('has nothing but ASCII where the terminal shows no more', () => {
    const text = renderTrace(viewOf('malloc-story-tracepoints'), plainGlyphs, plain);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(traceGlyphsFor({ LANG: 'C' })).toBe(plainGlyphs);
    expect(traceGlyphsFor({ LC_ALL: 'C', LANG: 'en_GB.UTF-8' })).toBe(plainGlyphs);
    expect(traceGlyphsFor({ LANG: 'en_GB.UTF-8' })).toBe(blockGlyphs);
  });

  test('of almost nothing is still a page', () => {
    const text = renderTrace(replayed([], { faults: false, source: 'none' }), blockGlyphs, plain);
    expect(text).toContain('its end is not in the trace');
    expect(text).not.toContain('Page faults');
  });

  test('sums what is beyond the longest table', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      mapping(index, 2 ** 40 + index * 8192, 4096, `/lib/${index}.so`),
    );
    const touched = many.map(({ start }, index) => faults([[100 + index, start]]));
    const text = renderTrace(replayed([brk(0, 0, 4096), ...many, ...touched, end(999)]), blockGlyphs, plain);
    expect(text).toMatch(/\n {2}12 others +12 +48 KiB\n/);
  });
});

test('a line of bars shows anything above zero, and says what is not known', () => {
  expect(sparkline([0, 1, 50, 100], blockGlyphs)).toBe(' ▁▄█');
  expect(sparkline([null, 0, 0], plainGlyphs)).toBe('?  ');
});
