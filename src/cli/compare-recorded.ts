/** stub */
export function compareRecordedRuns(_w: readonly string[], _f: string): void {}
