/** Types of the search for Chromium. */
export const chromiumNames: readonly string[];

/** The path of an executable; undefined where there is none. */
export function findChromium(): string | undefined;
