/** Numbers cut out of a line without making a string of them: most of what strace prints. */

/**
 * The number that `text` holds from `start` to `end` and nothing else, decimal or hexadecimal; NaN for anything else,
 * octal included. Above 2^53 it is rounded.
 */
export function plainNumber(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (first === 48 && end - start > 2 && text.charCodeAt(start + 1) === 120) {
    let value = 0;
    for (let i = start + 2; i < end; i++) {
      const c = text.charCodeAt(i);
      const digit = c >= 48 && c <= 57 ? c - 48 : c >= 97 && c <= 102 ? c - 87 : Number.NaN;
      value = value * 16 + digit;
    }
    return value;
  }
  if (first === 48 && end - start > 1) return Number.NaN;
  let i = first === 45 ? start + 1 : start;
  if (i === end) return Number.NaN;
  let value = 0;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return Number.NaN;
    value = value * 10 + (c - 48);
  }
  return first === 45 ? -value : value;
}

/** Nanoseconds of a count of seconds with decimals, 9 at most: `0.000012` is 12000. NaN where it is not one. */
export function decimalNs(text: string, start: number, end: number): number {
  const point = text.indexOf('.', start);
  if (point < start || point >= end) return Number.NaN;
  return digits(text, start, point) * 1e9 + fractionNs(text, point + 1, end);
}

/** Nanoseconds of the decimals of a second. */
export function fractionNs(text: string, start: number, end: number): number {
  return end - start > 9 ? Number.NaN : digits(text, start, end) * 10 ** (9 - (end - start));
}

/** Decimal digits, leading zeros allowed. */
export function digits(text: string, start: number, end: number): number {
  if (start >= end) return Number.NaN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return Number.NaN;
    value = value * 10 + (c - 48);
  }
  return value;
}
