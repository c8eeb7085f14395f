/** Sizes as people type them, read strictly: what is not understood is an error, never a guess. */
import { Problem } from '../model/problem.ts';
import { formatBytes, formatCount } from '../model/units.ts';

/** Sizes in bytes, ascending as given, and remarks that the user should see. */
export type ParsedSizes = { readonly sizesBytes: readonly number[]; readonly remarks: readonly string[] };

const hint =
  'sizes are bytes (100), binary (4k = 4KiB, 1.5GiB, 2^20), decimal (100MB), pages (25600p), or ranges (4KiB..1GiB, 4KiB..1GiB:x4)';

const letters = 'kmgt';
const largestBytes = 2 ** 47;

function wrong(text: string, why: string): Problem {
  return new Problem('bad-size', `the size '${text}' ${why}`, hint);
}

/** Bytes of one unit. `k`, `K`, `KiB` and `Ki` are 1024; `kB` and `KB` are 1000. */
function unitBytes(unit: string, pageSizeBytes: number): { bytes: number; decimal: boolean } | undefined {
  if (unit === '' || unit === 'B') return { bytes: 1, decimal: false };
  if (unit === 'p') return { bytes: pageSizeBytes, decimal: false };
  const match = /^([kmgt])(i?)(b?)$/i.exec(unit);
  if (!match) return undefined;
  const power = letters.indexOf((match[1] as string).toLowerCase()) + 1;
  const decimal = match[2] === '' && match[3] !== '';
  return { bytes: (decimal ? 1000 : 1024) ** power, decimal };
}

function parseOne(text: string, pageSizeBytes: number, remarks: string[]): number {
  const power = /^2\^(\d{1,2})$/.exec(text);
  const match = /^(\d+(?:\.\d+)?) ?([A-Za-z]*)$/.exec(text);
  const unit = match ? unitBytes(match[2] as string, pageSizeBytes) : undefined;
  if (!power && !match) throw wrong(text, text.trim() === '' ? 'is empty' : 'is not a size');
  if (!power && !unit) throw wrong(text, `has an unknown unit '${match?.[2]}'`);
  const bytes = power ? 2 ** Number(power[1]) : Number(match?.[1]) * (unit?.bytes ?? 1);
  if (bytes < 1) throw wrong(text, 'is less than one byte');
  if (bytes > largestBytes) throw wrong(text, 'is more than any address space holds (128 TiB)');
  if (!Number.isInteger(bytes)) throw wrong(text, 'is not a whole number of bytes');
  if (unit?.decimal) {
    remarks.push(
      `${text} is decimal: ${formatCount(bytes)} bytes (${formatBytes(bytes)}); write MiB for binary`,
    );
  }
  return bytes;
}

function parseRange(text: string, pageSizeBytes: number, remarks: string[]): number[] {
  const match = /^(.*?)\.\.(.*?)(?::x(\d+))?$/.exec(text);
  if (!match) return [parseOne(text, pageSizeBytes, remarks)];
  const [low, high] = [match[1] as string, match[2] as string];
  if (low === '' || high === '') throw wrong(text, 'is a range without an end');
  const factor = match[3] === undefined ? 2 : Number(match[3]);
  if (factor < 2 || factor > 1024) throw wrong(text, 'has a factor that is not 2 to 1024');
  const [from, to] = [parseOne(low, pageSizeBytes, remarks), parseOne(high, pageSizeBytes, remarks)];
  if (from > to) throw wrong(text, 'is a range that ends before it begins');
  const sizes: number[] = [];
  for (let size = from; size <= to; size *= factor) sizes.push(size);
  return sizes;
}

/**
 * Parses the values of `--size`: each a size, a range, or several of them with commas. Throws a Problem (exit code 2) that
 * quotes the part that is wrong. Doubled sizes count once.
 */
export function parseSizes(texts: readonly string[], pageSizeBytes: number): ParsedSizes {
  const remarks: string[] = [];
  const sizes = texts.flatMap((text) =>
    text.split(',').flatMap((part) => parseRange(part.trim(), pageSizeBytes, remarks)),
  );
  return { sizesBytes: [...new Set(sizes)].sort((a, b) => a - b), remarks };
}

/** Parses one size, no range: `--memory-limit`. */
export function parseSize(text: string, pageSizeBytes: number): number {
  return parseOne(text.trim(), pageSizeBytes, []);
}
