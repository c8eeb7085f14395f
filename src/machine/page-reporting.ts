/** Free page reporting: why memory that a guest freed can be slow to touch again (since 5.7). */

import type { PageReporting } from '../model/machine.ts';
import { mapReading } from '../model/reading.ts';
import { readParsed } from './read-text.ts';
import { parseCount, parseInteger } from './single-value.ts';

const PATH = '/sys/module/page_reporting/parameters';

/** The order is -1 until a driver registers. `reported_kib` is not in the mainline kernel. */
export function readPageReporting(root = '/'): PageReporting {
  return {
    order: readParsed(root, `${PATH}/page_reporting_order`, parseInteger),
    reportedBytes: mapReading(readParsed(root, `${PATH}/reported_kib`, parseCount), (kib) => kib * 1024),
  };
}
