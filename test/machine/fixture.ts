/** Where the recorded and constructed machines of these tests lie. */

import { fileURLToPath } from 'node:url';

export function fixtureRoot(name: string): string {
  return fileURLToPath(new URL(`../fixtures/machine/${name}`, import.meta.url));
}

export const RECORDED: string = fixtureRoot('linux-6.18-guest-thp-madvise-cgroup-v1');
export const NESTED_V2: string = fixtureRoot('constructed-6.8-cgroup-v2-nested');
export const CONTAINER_V1: string = fixtureRoot('constructed-5.4-cgroup-v1-container');
export const THP_ALWAYS: string = fixtureRoot('constructed-6.8-thp-always-mthp-two-nodes');
export const MALFORMED: string = fixtureRoot('constructed-malformed');
export const NOTHING: string = fixtureRoot('nothing-readable');

/** Every reading in a record, with the path of keys that leads to it. */
export function listReadings(
  record: unknown,
  at = '',
): { at: string; state: string; reason?: string; value?: unknown }[] {
  if (typeof record !== 'object' || record === null) return [];
  const inner = Object.entries(record).flatMap(([key, value]) => listReadings(value, `${at}.${key}`));
  return 'state' in record ? [{ at, ...(record as { state: string }) }, ...inner] : inner;
}
