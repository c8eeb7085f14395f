/** Times in words, with their intervals or with their sign. */
import { formatDuration } from '../../model/units.ts';

/** `41.9 ms (40.7 ms..42.4 ms)`; without the brackets where there is no interval. */
export function formatTime(ns: number, low: number | null, high: number | null): string {
  const interval = low === null || high === null ? '' : ` (${formatDuration(low)}..${formatDuration(high)})`;
  return `${formatDuration(ns)}${interval}`;
}

/** `+4.1 us`, `−320 ns`, `0`. */
export function formatSigned(ns: number): string {
  if (ns === 0) return '0';
  return `${ns < 0 ? '−' : '+'}${formatDuration(Math.abs(ns))}`;
}

/** On an axis from zero, which needs no unit. */
export function formatTick(ns: number): string {
  return ns === 0 ? '0' : formatDuration(ns).replace('-', '−');
}

/** What an error rate leaves, without rounding it up to certainty: 0.005 to `99.5 %`. */
export function formatConfidence(alpha: number): string {
  return `${Number(((1 - alpha) * 100).toPrecision(4))} %`;
}
