/** A line of a recording, to its value. */

/** A whole line to its value, or why it is none. */
export type ParsedLine<T> = { readonly value: T } | { readonly wrong: string };

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
