/** Moments as a page writes them. */
import { cutToLength } from '../charts/cut.ts';

/** `2026-11-23 12:40 UTC` of ISO 8601; anything else as it is. */
export function momentInWords(text: string): string {
  const [, day, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(text) ?? [];
  return day === undefined ? cutToLength(text, 40) : `${day} ${minute} UTC`;
}
