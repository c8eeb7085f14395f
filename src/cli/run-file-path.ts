/** Where a recording goes when nobody says: a name that says what and when. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `firsttouch-runs/NAME-20261123-101500.jsonl`; a number is added where it is taken. `startedAt` is ISO 8601. */
export function runFilePath(name: string, startedAt: string): string {
  const stamp = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let copy = 1; ; copy++) {
    const path = join('firsttouch-runs', `${name}-${stamp}${copy === 1 ? '' : `-${copy}`}.jsonl`);
    if (!existsSync(path)) return path;
  }
}
