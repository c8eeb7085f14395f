import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallRecord, TraceRecord } from '../../../src/model/trace.ts';
import {
  call,
  faults,
  MIB,
  mapping,
  mmap,
  munmap,
  PAGE,
  PID,
  processRecord,
  replayed,
} from '../trace-records.ts';

const BASE = 0x7f00_0000_0000;
const LIB = '/usr/lib/libx.so';

describe('calls of several threads', () => {
  const other = { tid: 101 };
  const twoPages = 2 * PAGE;

  test('are replayed as they took effect: what one gave away, another may have before the first has returned', () => {
    const view = replayed([
      mmap(0, BASE, twoPages),
      mmap(120, BASE, twoPages, { ...other, durationNs: 20 }),
      faults([[150, BASE]], { threads: [[PID, 101]] }),
      // Entered before, and so recorded after, what took its place.
      munmap(100, BASE, twoPages, { durationNs: 100 }),
      faults([[300, BASE]]),
    ]);
    expect(view.processes[0]).toMatchObject({ mappedBytes: twoPages });
    expect(view.faults).toMatchObject({ firstTouchedBytes: PAGE, againFaults: 1, outsideFaults: 0 });
  });

  test('mremap leaves its old place when it is entered, and has its new one when it is finished', () => {
    const view = replayed([
      mmap(0, BASE, twoPages),
      faults([[50, BASE]]),
      mmap(120, BASE, PAGE, { ...other, durationNs: 20 }),
      call(100, 'mremap', [BASE, twoPages, 2 * twoPages, 1], BASE + MIB, { durationNs: 100 }),
      faults([
        [300, BASE + MIB],
        [301, BASE],
      ]),
    ]);
    expect(view.processes[0]).toMatchObject({ mappedBytes: 2 * twoPages + PAGE });
    expect(view.faults).toMatchObject({ firstTouchedBytes: twoPages, againFaults: 1, outsideFaults: 0 });
  });
});

describe('calls from strace and faults from the recorder', () => {
  const strace = { source: 'strace' } as const;
  const MS = 1e6;

  test('wait for each other, and processes of which both tell do not end the waiting', () => {
    const view = replayed(
      [
        mmap(0, BASE, PAGE),
        munmap(3 * MS, BASE, PAGE),
        processRecord(200 * MS, 'fork', { pid: 102, tid: 102, parentPid: PID }),
        mmap(210 * MS, BASE + MIB, PAGE),
        faults([[2 * MS, BASE]]),
      ],
      strace,
    );
    expect(view.faults).toMatchObject({ outsideFaults: 0 });
    expect(JSON.stringify(view.witnesses)).not.toContain('too late');
  });

  test('wait also where each batch has one fault', () => {
    const view = replayed(
      [
        mmap(0, BASE, 2000 * PAGE),
        ...Array.from({ length: 2000 }, (_, i) => faults([[(2 + i) * 100, BASE + i * PAGE]])),
        munmap(100, BASE + MIB, PAGE),
      ],
      strace,
    );
    expect(JSON.stringify(view.witnesses)).not.toContain('too late');
  });
});

describe('the totals', () => {
  const place = fc.nat(63).map((page) => BASE + page * PAGE);
  const record = (atNs: number): fc.Arbitrary<TraceRecord> =>
    fc.oneof(
      fc.tuple(place, fc.integer({ min: 1, max: 32 })).map(([at, pages]) => mmap(atNs, at, pages * PAGE)),
      fc.tuple(place, fc.integer({ min: 1, max: 32 })).map(([at, pages]) => munmap(atNs, at, pages * PAGE)),
      place.map((at) => mapping(atNs, at, 4 * PAGE, LIB)),
      fc
        .array(place, { minLength: 1, maxLength: 6 })
        .map((list) => faults(list.map((at, i) => [atNs + i, at]))),
    );
  const trace = fc
    .array(fc.nat(3), { maxLength: 40 })
    .chain((list) => fc.tuple(...list.map((_, index) => record(index * 100))));

  test('equal the counts of what is in the records, however they are divided', () => {
    fc.assert(
      fc.property(trace, (records) => {
        const view = replayed(records);
        const calls = records.filter(({ kind }) => kind === 'call').length;
        const taken = records.flatMap((one) => (one.kind === 'faults' ? one.times : [])).length;
        const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
        expect(sum(view.calls.map(({ count }) => count))).toBe(calls);
        expect(sum(view.timeline.calls)).toBe(calls);
        expect(sum(view.timeline.minorFaults)).toBe(taken);
        for (const table of ['byRegion', 'byLibrary', 'bySymbol'] as const) {
          expect(sum(view.faults?.[table].map(({ minorFaults }) => minorFaults) ?? [])).toBe(taken);
        }
        expect(view.faults!.firstTouchedBytes / PAGE + view.faults!.againFaults).toBe(taken);
      }),
    );
  });

  test('do not depend on how far one writer is behind the other', () => {
    fc.assert(
      fc.property(trace, fc.array(fc.nat(20), { minLength: 40, maxLength: 40 }), (records, delays) => {
        const isCall = (one: TraceRecord): one is CallRecord => one.kind === 'call';
        const calls = records.filter(isCall);
        const recorded = records.filter((one) => !isCall(one));
        const mixed: TraceRecord[] = [];
        for (const delay of delays) mixed.push(...recorded.splice(0, delay), ...calls.splice(0, 1));
        mixed.push(...recorded, ...calls);
        const inOrder = replayed(records, { source: 'strace' });
        const asWritten = replayed(mixed, { source: 'strace' });
        expect(asWritten).toEqual(inOrder);
      }),
    );
  });
});
