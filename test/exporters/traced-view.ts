/** The views of the recorded traces, and the text that a test holds a drawing against. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TraceRecord } from '../../src/model/trace.ts';
import type { FaultRaster, TraceView } from '../../src/model/trace-view.ts';
import { readTrace, replayFile } from '../../src/trace/index.ts';

function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/traces/${name}.jsonl`, import.meta.url));
}

/** With the file's name only, wherever the tests lie. */
export function viewOf(name: string): TraceView {
  const view = replayFile(fixture(name));
  return { ...view, trace: { ...view.trace, file: `${name}.jsonl` } };
}

export function recordsOf(name: string): TraceRecord[] {
  const records: TraceRecord[] = [];
  readTrace(fixture(name), { take: (record) => records.push(record) });
  return records;
}

/** The golden text; written anew where UPDATE_GOLDEN is set. */
export function golden(name: string, now: string): string {
  const path = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, now);
  return readFileSync(path, 'utf8');
}

/** Two stretches of addresses, minor faults of several counts, and one major. */
export const smallRaster: FaultRaster = {
  pid: 7,
  name: 'a <b> & "c"',
  fromNs: 0,
  columns: 10,
  rows: 12,
  columnNs: 1e6,
  segments: [
    {
      start: 0x7fff_0000_0000,
      end: 0x7fff_0000_8000,
      firstRow: 0,
      rows: 8,
      rowBytes: 4096,
      gapAboveBytes: 0,
      regions: [{ name: 'stack', faults: 9, start: 0x7fff_0000_0000, end: 0x7fff_0000_8000 }],
    },
    {
      start: 0x1000,
      end: 0x5000,
      firstRow: 8,
      rows: 4,
      rowBytes: 4096,
      gapAboveBytes: 0x7fff_0000_0000 - 0x5000,
      regions: [
        { name: '/usr/lib/libx.so', faults: 300, start: 0x1000, end: 0x3000 },
        { name: 'heap', faults: 1, start: 0x4000, end: 0x5000 },
      ],
    },
  ],
  cells: [
    [0, 0, 1, 0],
    [1, 0, 8, 0],
    [9, 8, 1, 1],
    [2, 10, 100, 0],
    [3, 10, 200, 0],
  ],
  faults: 311,
};
