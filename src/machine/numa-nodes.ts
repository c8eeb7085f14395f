/** `/sys/devices/system/node`: which CPUs are near which memory. */

import type { NumaNode } from '../model/machine.ts';
import { mapReading, measured, type Reading } from '../model/reading.ts';
import { parseCpuList } from './cpu-list.ts';
import { bytesOf, parseKeyedLines } from './keyed-lines.ts';
import { readParsed, readText } from './read-text.ts';

const PATH = '/sys/devices/system/node';

/** The total in a node's own meminfo, whose lines start with `Node <n> `. In bytes. */
export function parseNodeTotal(text: Reading<string>, path: string): Reading<number> {
  const plain = mapReading(text, (value) => value.replaceAll(/^Node \d+ /gm, ''));
  return bytesOf(parseKeyedLines(plain, path), 'MemTotal');
}

/** A node of memory only has an empty list of CPUs, which is no mistake. */
export function parseNodeCpus(text: string, path: string): Reading<readonly number[]> {
  return text.trim() === '' ? measured([]) : parseCpuList(text, path);
}

export function readNumaNodes(root = '/'): Reading<readonly NumaNode[]> {
  return mapReading(readParsed(root, `${PATH}/online`, parseCpuList), (nodes) =>
    nodes.map((node) => {
      const meminfo = `${PATH}/node${node}/meminfo`;
      return {
        node,
        cpus: readParsed(root, `${PATH}/node${node}/cpulist`, parseNodeCpus),
        totalBytes: parseNodeTotal(readText(root, meminfo), meminfo),
      };
    }),
  );
}
