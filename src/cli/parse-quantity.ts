/** Durations, percentages and counts as people type them, read strictly. */
import { Problem } from '../model/problem.ts';

/** `30s`, `2m`, `500ms` or plain seconds, to seconds. */
export function parseSeconds(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const factor = { ms: 0.001, s: 1, m: 60, h: 3600 }[match?.[2] ?? 's'] ?? 1;
  const seconds = match ? Number(match[1]) * factor : Number.NaN;
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new Problem(
    'bad-duration',
    `${option} '${text}' is not a duration`,
    'write 30s, 2m or 500ms, up to 24h',
  );
}

/** `3%` or `0.03`, to a fraction above 0 and below 1. */
export function parseFraction(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(text.trim());
  const fraction = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
  if (fraction > 0 && fraction < 1) return fraction;
  throw new Problem(
    'bad-fraction',
    `${option} '${text}' is not a fraction`,
    'write 3% or 0.03, above 0 and below 100%',
  );
}

/** No run has more blocks than this. */
export const mostBlocks = 10_000_000;

/** A whole number from `low` to `high`. */
export function parseCount(option: string, text: string, low: number, high: number): number {
  const count = /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (count >= low && count <= high) return count;
  throw new Problem(
    'bad-count',
    `${option} '${text}' is not a whole number from ${low} to ${high}`,
    `write for example ${option} ${low + 1}`,
  );
}
