import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, expect, test } from 'vitest';
import { plainGlyphs } from '../../../src/cli/trace/glyphs.ts';
import { renderTrace } from '../../../src/cli/trace/render-trace.ts';
import { ChromeTrace } from '../../../src/exporters/index.ts';
import type { CallRecord, TraceRecord } from '../../../src/model/trace.ts';
import { parseTraceRecord, serializeTraceLine } from '../../../src/model/trace-line.ts';
import { traceViewSchema } from '../../../src/model/trace-view-schema.ts';
import { renderRaster } from '../../../src/report/index.ts';
import { replayFile } from '../../../src/trace/index.ts';
import { call, end, faults, header, mapping, processRecord, sample } from '../trace-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-odd-'));
const path = join(folder, 'odd.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

const number = fc.oneof(
  fc.constantFrom(0, 1, 4096, 2 ** 20, 2 ** 40, 2 ** 47, 2 ** 63, 2 ** 64, 1e15, -1, 0.5),
  fc.integer({ min: 0, max: 2 ** 24 }).map((page) => page * 4096),
);
const time = fc.oneof(fc.nat(1e6), fc.constantFrom(-5, 1e12, 1e300));
const amount = number.map(Math.abs);
const argument = fc.oneof(
  number,
  fc.constantFrom(null, 'NULL', 'MAP_FIXED|MAP_ANONYMOUS', '"/x"', '__proto__'),
);
const names =
  'mmap munmap mremap brk mprotect madvise shmat shmdt mlock mlockall clone fork execve exit_group constructor';
const ids = fc.record({ pid: fc.nat(3), tid: fc.nat(5) });

const anyCall = fc
  .tuple(
    time,
    fc.constantFrom(...names.split(' ')),
    fc.array(argument, { maxLength: 6 }),
    fc.option(number),
    ids,
    fc.boolean(),
  )
  .map(
    ([at, name, list, result, who, failed]): CallRecord =>
      call(at, name, list, result, { ...who, ...(failed ? { error: 'ENOMEM' } : {}) }),
  );
const anyMapping = fc
  .tuple(time, amount, amount, fc.constantFrom('//anon', '[heap]', '/lib/x', '[stack]'), ids)
  .map(([at, start, size, name, who]) => mapping(at, start, size, name, who));
const anyProcess = fc
  .tuple(time, fc.constantFrom('fork', 'thread', 'exec', 'name', 'exit'), ids, fc.nat(3))
  .map(([at, event, who, parentPid]) => processRecord(at, event, { ...who, parentPid, name: 'x' }));
const anyFaults = fc
  .tuple(fc.array(fc.tuple(time, amount), { maxLength: 5 }), ids, number)
  .map(([list, { pid, tid }, pointer]) => faults(list, { threads: [[pid, tid]], pointers: [pointer] }));
const anyRecord: fc.Arbitrary<TraceRecord> = fc.oneof(
  anyCall,
  anyMapping,
  anyProcess,
  anyFaults,
  time.map((at) => sample(at, 4096)),
  time.map((at) => end(at)),
);

test('a trace of whatever the format allows is replayed and shown without an error', () => {
  fc.assert(
    fc.property(
      fc.array(anyRecord, { maxLength: 60 }),
      fc.constantFrom('strace', 'tracepoints'),
      (list, source) => {
        const records = list.filter((record) => 'value' in parseTraceRecord(JSON.stringify(record)));
        writeFileSync(path, [header({ source }), ...records].map(serializeTraceLine).join(''));
        const view = replayFile(path);
        expect(v.safeParse(traceViewSchema, JSON.parse(JSON.stringify(view))).issues).toBeUndefined();
        const taken = records.flatMap((one) => (one.kind === 'faults' ? one.times : [])).length;
        expect((view.faults?.minorFaults ?? 0) + (view.faults?.majorFaults ?? 0)).toBe(taken);
        expect(renderTrace(view, plainGlyphs, (_, text) => text)).toContain('firsttouch');
        for (const raster of view.rasters) expect(renderRaster(raster)).not.toMatch(/NaN|undefined/);
        let text = '';
        const chrome = new ChromeTrace(view, (piece) => (text += piece));
        for (const record of records) chrome.take(record);
        chrome.end();
        expect(() => JSON.parse(text)).not.toThrow();
      },
    ),
    { numRuns: 300 },
  );
});
