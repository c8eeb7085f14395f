/** Tables as CSV: what a spreadsheet opens, and what it must not run. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serializeCsv } from '../../src/report/figure/csv.ts';

/** A reader of RFC 4180, as strict as that. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        field += text[at];
      }
      at++;
    } else {
      const end = text.slice(at).search(/,|\r\n/);
      field = text.slice(at, at + end);
      at += end;
    }
    row.push(field);
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test('rows end in CRLF; a value that there is none of is empty; numbers stand as they are', () => {
  const csv = serializeCsv({
    columns: ['arm', 'medianNs'],
    rows: [
      ['malloc', -1.5],
      ['b', null],
    ],
  });
  expect(csv).toBe('arm,medianNs\r\nmalloc,-1.5\r\nb,\r\n');
});

describe('what a spreadsheet would take for a formula gets an apostrophe', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '-c gzip'])(
    '%j',
    (text) => {
      const [, [field] = []] = parseCsv(serializeCsv({ columns: ['x'], rows: [[text]] }));
      expect(field).toBe(`'${text}`);
    },
  );

  test('also in the name of a column', () => {
    expect(serializeCsv({ columns: ['=x'], rows: [] })).toBe("'=x\r\n");
  });
});

test('separators of other countries are quoted: a name does not become a cell of its own', () => {
  const csv = serializeCsv({ columns: ['arm'], rows: [['malloc;=cmd'], ['a\t=b'], ['say "so"'], [' x ']] });
  expect(csv).toBe('arm\r\n"malloc;=cmd"\r\n"a\t=b"\r\n"say ""so"""\r\n" x "\r\n');
});

test('whatever the names are, they are read back cell by cell', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\r\n', ',', '";"', "'=1"));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const read = parseCsv(serializeCsv({ columns: ['one', 'other'], rows }));
      expect(read).toHaveLength(rows.length + 1);
      for (const [index, row] of rows.entries()) {
        const same = row.map((text, column) => [text, `'${text}`].includes(read[index + 1]?.[column] ?? '?'));
        expect(same).toEqual([true, true]);
      }
    }),
  );
});
