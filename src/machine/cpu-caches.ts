/** `/sys/devices/system/cpu/cpu0/cache`: how large the caches are, and with whom CPU 0 shares them. */

import type { CpuCache } from '../model/machine.ts';
import { mapReading, measured, type Reading } from '../model/reading.ts';
import { parseCpuList } from './cpu-list.ts';
import { malformed } from './malformed.ts';
import { readNames, readParsed } from './read-text.ts';
import { parseCount, parseLine } from './single-value.ts';

const PATH = '/sys/devices/system/cpu/cpu0/cache';

/** `32768K` in bytes; the kernel always writes K and means KiB. */
export function parseCacheSize(text: string, path: string): Reading<number> {
  const kibibytes = /^(\d{1,9})K$/.exec(text.trim())?.[1];
  return kibibytes === undefined
    ? malformed(path, 'a size such as 32K', text)
    : measured(Number(kibibytes) * 1024);
}

export function readCpuCaches(root = '/'): Reading<readonly CpuCache[]> {
  return mapReading(readNames(root, PATH), (names) =>
    names
      .filter((name) => /^index\d+$/.test(name))
      .map((name) => ({
        level: readParsed(root, `${PATH}/${name}/level`, parseCount),
        type: readParsed(root, `${PATH}/${name}/type`, parseLine),
        sizeBytes: readParsed(root, `${PATH}/${name}/size`, parseCacheSize),
        lineBytes: readParsed(root, `${PATH}/${name}/coherency_line_size`, parseCount),
        sharedBy: readParsed(root, `${PATH}/${name}/shared_cpu_list`, parseCpuList),
      })),
  );
}
