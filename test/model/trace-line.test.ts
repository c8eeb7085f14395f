import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { TraceRecord } from '../../src/model/trace.ts';
import { traceRecordSchema } from '../../src/model/trace-format.ts';
import { parseTraceHeader, parseTraceRecord, serializeTraceLine } from '../../src/model/trace-line.ts';
import { call, end, faults, header, mapping, mmap, processRecord, sample } from '../trace/trace-records.ts';

const records: readonly TraceRecord[] = [
  { kind: 'begin', atNs: 0, pid: 100, realtimeUs: 1 },
  mmap(1, 2 ** 40, 4096, { caller: { kind: 'malloc', frame: 'main in ./a' }, path: '/x' }),
  call(2, 'exit_group', [0], null),
  call(3, 'mmap', [null, 'PROT_READ'], -1, { error: 'ENOMEM' }),
  mapping(4, 2 ** 40, 4096, '//anon'),
  processRecord(5, 'fork', { parentPid: 1, name: 'x' }),
  faults([[6, 4096]]),
  faults(
    [
      [6, 4096],
      [7, 8192],
    ],
    {
      pointers: [1, 2],
      pointer: [0, 1],
      threads: [
        [1, 1],
        [1, 2],
      ],
      thread: [1, 0],
      major: [1],
    },
  ),
  { kind: 'lost', atNs: 7, records: 3 },
  sample(8, 4096),
  { kind: 'unparsed', atNs: 9, text: '???' },
  { kind: 'signal', atNs: 10, pid: 1, tid: 1, signal: 'SIGINT' },
  { kind: 'event', atNs: 11, sentence: 'Something.' },
  { kind: 'symbols', path: '/x', symbols: [[1, 'f']], segments: [[0, 1, 2]] },
  end(12, { counted: null, exitCode: null, signal: 'SIGKILL' }),
];

test('every kind of record comes back from its line as it was', () => {
  for (const record of records) {
    expect(parseTraceRecord(serializeTraceLine(record))).toEqual({ value: record });
  }
  expect(parseTraceHeader(serializeTraceLine(header()))).toEqual({ value: header() });
});

test('a header with a wrong member is refused with its path', () => {
  const { machine, ...rest } = header();
  const wrong = JSON.stringify({ ...rest, machine: { ...machine, pageSizeBytes: 0 } });
  expect(parseTraceHeader(wrong)).toMatchObject({ wrong: expect.stringContaining('machine.pageSizeBytes') });
});

describe('the quick check of records', () => {
  test('refuses columns that do not fit together', () => {
    const good = faults([
      [1, 4096],
      [2, 8192],
    ]);
    const bad = [
      { ...good, addresses: [1] },
      { ...good, pointer: [0] },
      { ...good, pointer: [0, 7] },
      { ...good, pointers: [1, 2] },
      { ...good, major: [2] },
      { ...good, threads: [] },
      { ...good, thread: [0, -1] },
      { ...good, times: [0, null] },
    ];
    for (const record of bad) expect(parseTraceRecord(JSON.stringify(record))).toHaveProperty('wrong');
  });

  test('never accepts what the documented schema refuses, whichever member is replaced', () => {
    const wrongs = fc.constantFrom(null, -1, 'x', {}, [], [null], true, Number.NaN);
    fc.assert(
      fc.property(fc.constantFrom(...records), fc.nat(30), wrongs, (record, place, wrong) => {
        const names = Object.keys(record);
        const name = names[place % names.length] as string;
        const changed = JSON.parse(JSON.stringify({ ...record, [name]: wrong }));
        const accepted = 'value' in parseTraceRecord(JSON.stringify(changed));
        if (accepted) expect(v.safeParse(traceRecordSchema, changed).success).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
