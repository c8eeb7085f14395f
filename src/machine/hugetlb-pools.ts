/** `/sys/kernel/mm/hugepages`: the pools of preallocated huge pages, one per size. */

import type { HugetlbPool } from '../model/machine.ts';
import { mapReading, type Reading } from '../model/reading.ts';
import { parsePageDirectories } from './page-directories.ts';
import { readNames, readParsed } from './read-text.ts';
import { parseCount } from './single-value.ts';

const PATH = '/sys/kernel/mm/hugepages';

/** Source: Documentation/admin-guide/mm/hugetlbpage.rst. */
export function readHugetlbPools(root = '/'): Reading<readonly HugetlbPool[]> {
  return mapReading(readNames(root, PATH), (names) =>
    parsePageDirectories(names).map(({ name, sizeBytes }) => ({
      pageSizeBytes: sizeBytes,
      pages: readParsed(root, `${PATH}/${name}/nr_hugepages`, parseCount),
      freePages: readParsed(root, `${PATH}/${name}/free_hugepages`, parseCount),
    })),
  );
}
