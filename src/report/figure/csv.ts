/**
 * A table as CSV (RFC 4180): CRLF, quotes where needed. What a spreadsheet would take for a formula gets an apostrophe, and what
 * another one would take for a separator is quoted: a name must not become a cell of its own.
 */
import type { Table } from '../charts/chart.ts';

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function serializeCsv({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
