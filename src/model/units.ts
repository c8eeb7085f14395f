/** Quantities as people read them. One formatter for each kind of quantity; KiB is 1024. */

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function trimmed(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

/** Bytes in binary units: 104857600 to `100 MiB`, 1536 to `1.5 KiB`. At most four digits. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < binary.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trimmed(value, Math.abs(value) >= 1000 ? 4 : 3)} ${binary[unit]}`;
}

/** Nanoseconds in the unit that leaves one to three digits before the point. */
export function formatDuration(ns: number): string {
  if (!Number.isFinite(ns)) return '-';
  const size = Math.abs(ns);
  if (size < 1e3) return `${trimmed(ns, 3)} ns`;
  if (size < 1e6) return `${trimmed(ns / 1e3, 3)} us`;
  if (size < 1e9) return `${trimmed(ns / 1e6, 3)} ms`;
  return `${trimmed(ns / 1e9, 3)} s`;
}

/** A ratio with two decimals near 1, three significant digits elsewhere. */
export function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio)) return ratio > 0 ? 'inf' : '-';
  if (ratio >= 0.1 && ratio < 10) return ratio.toFixed(Math.abs(ratio - 1) < 0.0995 ? 3 : 2);
  return ratio >= 10 ? trimmed(ratio, 3) : ratio.toPrecision(2);
}

/** `0.996 (0.980..1.013)`; an interval that is still unbounded is said to be missing. */
export function formatInterval(ratio: number, low: number, high: number): string {
  const bounded = low > 0 && Number.isFinite(high);
  return `${formatRatio(ratio)} (${bounded ? `${formatRatio(low)}..${formatRatio(high)}` : 'no interval yet'})`;
}

/** A fraction as a percentage: 0.03 to `3 %`. */
export function formatPercent(fraction: number): string {
  return `${trimmed(fraction * 100, 2)} %`;
}

/** A count with thousands separated: 25600 to `25,600`. */
export function formatCount(count: number): string {
  // Not by toLocaleString where it can be helped: its tables take ten milliseconds to load.
  return Number.isInteger(count) && Math.abs(count) < 1e21
    ? String(count).replace(/\B(?=(\d{3})+$)/g, ',')
    : count.toLocaleString('en-US');
}

/** A count with its noun: `1 block`, `25,600 minor faults`. */
export function formatNumber(count: number, noun: string): string {
  const ending = noun.endsWith('s') ? 'es' : 's';
  return `${formatCount(count)} ${noun}${count === 1 ? '' : ending}`;
}

/** A name as a sentence needs it: in quotes where it has spaces, in double ones where it has quotes of its own. */
export function quoteName(name: string): string {
  if (!name.includes(' ')) return name;
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}

/** Bytes per second from bytes and nanoseconds, in GiB/s. */
export function formatRate(bytes: number, ns: number): string {
  return `${trimmed((bytes / ns) * (1e9 / 2 ** 30), 3)} GiB/s`;
}
