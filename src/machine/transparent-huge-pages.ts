/** `/sys/kernel/mm/transparent_hugepage`: when the kernel backs memory with larger pages by itself. */

import type { ThpSize, TransparentHugePages } from '../model/machine.ts';
import { mapReading, type Reading } from '../model/reading.ts';
import { parsePageDirectories } from './page-directories.ts';
import { readNames, readParsed } from './read-text.ts';
import { parseChoice, parseCount, parseSwitch } from './single-value.ts';

const PATH = '/sys/kernel/mm/transparent_hugepage';

/** Source: Documentation/admin-guide/mm/transhuge.rst. */
export function readTransparentHugePages(root = '/'): TransparentHugePages {
  return {
    enabled: readParsed(root, `${PATH}/enabled`, parseChoice),
    defrag: readParsed(root, `${PATH}/defrag`, parseChoice),
    shmemEnabled: readParsed(root, `${PATH}/shmem_enabled`, parseChoice),
    useZeroPage: readParsed(root, `${PATH}/use_zero_page`, parseSwitch),
    hugePageSizeBytes: readParsed(root, `${PATH}/hpage_pmd_size`, parseCount),
    sizes: readSizes(root),
  };
}

// The smallest size exists for shared memory only and has no `enabled` (hugepages-8kB, seen on 6.18): left out.
function readSizes(root: string): Reading<readonly ThpSize[]> {
  return mapReading(readNames(root, PATH), (names) =>
    parsePageDirectories(names).flatMap(({ name, sizeBytes }) => {
      const files = readNames(root, `${PATH}/${name}`);
      if (files.state === 'measured' && !files.value.includes('enabled')) return [];
      return [{ sizeBytes, enabled: readParsed(root, `${PATH}/${name}/enabled`, parseChoice) }];
    }),
  );
}
