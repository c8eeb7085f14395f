/**
 * What the memory cgroups still allow: at each level the limit less the usage, and over all levels the smallest.
 * Usage counts page cache; its inactive part is subtracted, because the kernel reclaims it before it refuses.
 */

import type { CgroupMemory, CgroupMemoryLevel, LimitBytes } from '../model/machine.ts';
import { mapReading, measured, measuredValue, type Reading, unavailable } from '../model/reading.ts';
import { type CgroupLocation, parseCgroupLocation } from './cgroup-location.ts';
import { countOf, parseKeyedLines } from './keyed-lines.ts';
import { malformed } from './malformed.ts';
import { readNames, readParsed, readText } from './read-text.ts';
import { parseCount } from './single-value.ts';

export function readCgroupMemory(root = '/'): Reading<CgroupMemory> {
  const mountinfo = readText(root, '/proc/self/mountinfo');
  if (mountinfo.state === 'unavailable') return mountinfo;
  const location = readParsed(root, '/proc/self/cgroup', (text) =>
    parseCgroupLocation(text, mountinfo.value),
  );
  return mapReading(location, ({ version, directories }) => {
    const levels = directories.flatMap((directory) => readLevel(root, version, directory));
    return { version, levels, remainingBytes: smallestRemaining(levels) };
  });
}

/** A limit in bytes; `max` (v2) and whatever exceeds 2^53 (v1 writes almost 2^63) mean that there is none. */
export function parseLimit(text: string, path: string): Reading<LimitBytes> {
  const word = text.trim();
  if (word === 'max') return measured('unlimited');
  if (!/^\d{1,20}$/.test(word)) return malformed(path, 'a limit in bytes or max', text);
  return measured(Number.isSafeInteger(Number(word)) ? Number(word) : 'unlimited');
}

const FILES = {
  1: { max: 'memory.limit_in_bytes', usage: 'memory.usage_in_bytes', inactive: 'total_inactive_file' },
  2: { max: 'memory.max', usage: 'memory.current', inactive: 'inactive_file' },
} as const;

// v2's true root has no limit files, and neither has a level for which the controller is not enabled.
function readLevel(
  root: string,
  version: CgroupLocation['version'],
  directory: string,
): readonly CgroupMemoryLevel[] {
  const files = FILES[version];
  const names = readNames(root, directory);
  if (names.state === 'measured' && !names.value.includes(files.max)) return [];
  const maxBytes = readParsed(root, `${directory}/${files.max}`, parseLimit);
  const highBytes =
    version === 2
      ? readParsed(root, `${directory}/memory.high`, parseLimit)
      : unavailable('cgroup v1 has no memory.high');
  const limits = [measuredValue(maxBytes), measuredValue(highBytes)].filter(
    (limit) => typeof limit === 'number',
  );
  // Without a known limit: the one that could not be read, else "unlimited".
  const unread = version === 2 && maxBytes.state === 'measured' && highBytes.state === 'unavailable';
  const unlimited = unread ? highBytes : maxBytes;
  return [{ maxBytes, highBytes, ...readUse(root, version, directory, limits, unlimited) }];
}

type LevelUse = Pick<CgroupMemoryLevel, 'usageBytes' | 'inactiveFileBytes' | 'remainingBytes'>;

// Use is read only where a limit makes it matter: memory.stat makes the kernel sum over all CPUs and descendants.
function readUse(
  root: string,
  version: CgroupLocation['version'],
  directory: string,
  limits: readonly number[],
  unlimited: Reading<LimitBytes>,
): LevelUse {
  if (limits.length === 0) {
    // Without the path: a cgroup's name may identify a container, and this reason is in most run files.
    const unread = unavailable('usage is not read where no limit is known');
    return { usageBytes: unread, inactiveFileBytes: unread, remainingBytes: unlimited };
  }
  const files = FILES[version];
  const stat = `${directory}/memory.stat`;
  const usageBytes = readParsed(root, `${directory}/${files.usage}`, parseCount);
  const inactiveFileBytes = countOf(parseKeyedLines(readText(root, stat), stat), files.inactive);
  const remainingBytes = mapReading(usageBytes, (usage) => {
    // The files are read one after the other: the cache may exceed the usage read before it.
    const needed = Math.max(0, usage - (measuredValue(inactiveFileBytes) ?? 0));
    return Math.max(0, Math.min(...limits) - needed);
  });
  return { usageBytes, inactiveFileBytes, remainingBytes };
}

function smallestRemaining(levels: readonly CgroupMemoryLevel[]): Reading<number> {
  const known = levels
    .map((level) => measuredValue(level.remainingBytes))
    .filter((left) => typeof left === 'number');
  if (known.length > 0) return measured(Math.min(...known));
  const unread = levels.find((level) => level.remainingBytes.state === 'unavailable')?.remainingBytes;
  if (unread?.state === 'unavailable') return unread;
  return unavailable(`no memory limit on any of the ${levels.length} cgroup levels above this process`);
}
