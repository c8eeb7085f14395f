import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/report/charts/cut.ts';
import { wrapWords } from '../../src/report/charts/wrap-words.ts';

describe('text in lines', () => {
  test('breaks between words, where the next one would not fit', () => {
    expect(wrapWords('one two three', widthOf('one two', 12), 12, 3)).toEqual(['one two', 'three']);
    expect(wrapWords('  one  ', 100, 12, 3)).toEqual(['one']);
    expect(wrapWords('', 100, 12, 3)).toEqual([]);
  });

  test('cuts a word that is longer than a line, and shows that lines are left out', () => {
    const lines = wrapWords(`a ${'b'.repeat(10_000)} c d`, 60, 12, 2);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(60);
    expect(lines[1]).toMatch(/…$/);
    expect(wrapWords('aaaa bbbb cccc', widthOf('aaaa', 12), 12, 2)[1]).toMatch(/…$/);
  });
});
