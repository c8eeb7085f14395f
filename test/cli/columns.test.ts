/** Names of other people's files in 80 columns. */
import { describe, expect, test } from 'vitest';
import { columnsOf, cutToColumns, endOf, padTo, printable, startOf, toAscii } from '../../src/cli/columns.ts';
import { asciiGlyphs, boxGlyphs } from '../../src/cli/layout/glyphs.ts';
import { renderLayout } from '../../src/cli/layout/render-layout.ts';
import { renderLayoutTable } from '../../src/cli/layout/render-table.ts';
import { table, wrap } from '../../src/cli/terminal.ts';
import { shortTraceName } from '../../src/cli/trace/render-faults.ts';
import { makeLayout } from '../../src/layout/index.ts';
import { makeImage, makeVma } from '../layout/image.ts';

/** A line feed, an escape sequence, a right-to-left override, a C1 control, a zero-width space. */
const hostile = 'a\nb\u001b[31mc\u202ed\u009be\u200bf';
const chinese = '\u4e2d\u6587\u5b57';

describe('columns of a terminal', () => {
  test('are two for wide letters and none for combining marks', () => {
    expect(columnsOf('abc')).toBe(3);
    expect(columnsOf(chinese)).toBe(6);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(padTo(chinese, 8)).toBe(`${chinese}  `);
  });

  test('are what names are cut to, without halving a letter', () => {
    expect(cutToColumns(chinese, 6, '.')).toBe(chinese);
    expect(cutToColumns(chinese, 5, '.')).toBe(`${chinese.slice(0, 2)}.`);
    expect(cutToColumns(chinese, 4, '.')).toBe(`${chinese.slice(0, 1)}.`);
    expect([startOf(chinese, 3), endOf(chinese, 3)]).toEqual([chinese[0], chinese[2]]);
    expect(columnsOf(shortTraceName(chinese.repeat(40)))).toBeLessThanOrEqual(44);
  });

  test('show a mark for what would move the cursor or turn the direction', () => {
    expect(printable(hostile)).toBe('a\ufffdb\ufffd[31mc\ufffdd\ufffde\ufffdf');
    expect(wrap(hostile)).toBe(printable(hostile));
    expect(table([[hostile, 'x']])).toBe(`  ${printable(hostile)}  x`);
  });

  test('show a mark for each column where a terminal has ASCII alone', () => {
    expect(toAscii(`${chinese}e\u0301 \u2026\n`)).toBe('??????e ?\n');
  });
});

describe('a layout of files with hostile names', () => {
  const path = `/tmp/${chinese.repeat(9)}${hostile}`;
  const layout = makeLayout(makeImage([makeVma(0x10000, 0x20000, 'r--s', path)]));

  test('keeps to its lines and to 80 columns', () => {
    for (const glyphs of [boxGlyphs, asciiGlyphs]) {
      const text = renderLayout(layout, { glyphs, paint: (_, one) => one, all: true });
      for (const line of text.split('\n')) {
        expect(columnsOf(line)).toBeLessThanOrEqual(80);
        expect(printable(line)).toBe(line);
      }
    }
  });

  test('has one line for it in the table', () => {
    const lines = renderLayoutTable(layout).split('\n');
    expect(lines.filter((line) => line.startsWith('10000-20000'))).toHaveLength(1);
    expect(lines.every((line) => printable(line) === line)).toBe(true);
  });
});
