/** `/proc/meminfo`: how much memory there is and what it is used for. */

import type { Meminfo } from '../model/machine.ts';
import type { Reading } from '../model/reading.ts';
import { bytesOf, countOf, parseKeyedLines } from './keyed-lines.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/meminfo';

/** Sizes in bytes: the kernel's "kB" ends here. */
export function parseMeminfo(text: Reading<string>): Meminfo {
  const lines = parseKeyedLines(text, PATH);
  return {
    totalBytes: bytesOf(lines, 'MemTotal'),
    freeBytes: bytesOf(lines, 'MemFree'),
    availableBytes: bytesOf(lines, 'MemAvailable'),
    cachedBytes: bytesOf(lines, 'Cached'),
    shmemBytes: bytesOf(lines, 'Shmem'),
    swapTotalBytes: bytesOf(lines, 'SwapTotal'),
    swapFreeBytes: bytesOf(lines, 'SwapFree'),
    commitLimitBytes: bytesOf(lines, 'CommitLimit'),
    committedBytes: bytesOf(lines, 'Committed_AS'),
    anonHugePagesBytes: bytesOf(lines, 'AnonHugePages'),
    hugePageSizeBytes: bytesOf(lines, 'Hugepagesize'),
    hugePages: countOf(lines, 'HugePages_Total'),
    hugePagesFree: countOf(lines, 'HugePages_Free'),
    hugetlbBytes: bytesOf(lines, 'Hugetlb'),
  };
}

export function readMeminfo(root = '/'): Meminfo {
  return parseMeminfo(readText(root, PATH));
}
