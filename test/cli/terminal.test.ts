/** Text for a terminal: broken at spaces, aligned in columns, coloured only where a person looks. */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hasColour, stylist, table, wrap } from '../../src/cli/terminal.ts';

afterEach(() => vi.unstubAllEnvs());

const word = fc.stringMatching(/^[!-~]{1,70}$/);
const indent = fc.integer({ min: 0, max: 30 }).map((width) => ' '.repeat(width));

describe('wrapping', () => {
  test('no line is over 80 columns unless it is a single word', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), indent, indent, (words, later, first) => {
        const lines = wrap(words.join(' '), later, first).split('\n');
        expect(lines.filter((line) => line.length > 80 && line.trim().includes(' '))).toEqual([]);
      }),
    );
  });

  test('no word is lost, doubled or moved, and every line has its indent', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), indent, indent, (words, later, first) => {
        const [head = '', ...rest] = wrap(words.join(' '), later, first).split('\n');
        expect(head.startsWith(first)).toBe(true);
        expect(rest.every((line) => line.startsWith(later))).toBe(true);
        expect([head, ...rest].flatMap((line) => line.trim().split(' '))).toEqual(words);
      }),
    );
  });

  test('a line is filled to its 80th column', () => {
    expect(wrap(`${'a'.repeat(40)} ${'b'.repeat(39)} c`)).toBe(`${'a'.repeat(40)} ${'b'.repeat(39)}\nc`);
  });
});

describe('tables', () => {
  test('the first column is left-aligned, the others are right-aligned', () => {
    expect(
      table(
        [
          ['', 'n'],
          ['malloc', '3'],
          ['brk', '100'],
        ],
        '> ',
      ),
    ).toBe('>           n\n> malloc    3\n> brk     100');
  });

  test('all whole rows are equally wide, and hold their cells in order', () => {
    const rows = fc
      .integer({ min: 1, max: 6 })
      .chain((columns) =>
        fc.array(fc.array(word, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
      );
    fc.assert(
      fc.property(rows, (cells) => {
        const lines = table(cells, '').split('\n');
        expect(lines.map((line) => line.trim().split(/ +/))).toEqual(cells);
        const ends = cells[0]?.length === 1 ? [] : lines.map((line) => line.length);
        expect(new Set(ends).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('colour', () => {
  const stream = (isTTY: boolean): NodeJS.WriteStream => ({ isTTY }) as NodeJS.WriteStream;

  test('is for terminals alone', () => {
    vi.stubEnv('NO_COLOR', '');
    vi.stubEnv('TERM', 'xterm');
    expect([hasColour(stream(true)), hasColour(stream(false))]).toEqual([true, false]);
  });

  test.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('is left out where %s is %s', (name, value) => {
    vi.stubEnv('TERM', 'xterm');
    vi.stubEnv(name, value);
    expect(hasColour(stream(true))).toBe(false);
    expect(stylist(stream(true))('bold', 'text')).toBe('text');
  });
});
