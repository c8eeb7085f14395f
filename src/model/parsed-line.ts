/** A line of a recording, to its value. */

/** A line as a value, or what is wrong with it, and what to do then where that is known; FILE stands for its file. */
export type ParsedLine<T> = { readonly value: T } | { readonly wrong: string; readonly remedy?: string };

/** For files that are read by a firsttouch older than the one that wrote them. */
export const newerRemedy = 'use the firsttouch that wrote it, or a newer one';

/** A line that holds one JSON object. */
export function parseJsonLine(line: string): ParsedLine<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { value: value as Record<string, unknown> };
    }
    return { wrong: 'it is not a JSON object' };
  } catch {
    return { wrong: 'it is not JSON' };
  }
}
