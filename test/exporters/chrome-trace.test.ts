import { describe, expect, test } from 'vitest';
import { ChromeTrace } from '../../src/exporters/index.ts';
import type { TraceRecord } from '../../src/model/trace.ts';
import { mmap, munmap, processRecord, replayed } from '../trace/trace-records.ts';
import { recordsOf, viewOf } from './traced-view.ts';

type Event = {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  ts?: number;
  dur?: number;
  args: Record<string, unknown>;
};

function eventsOf(
  records: readonly TraceRecord[],
  view = replayed(records),
): { events: Event[]; pieces: string[] } {
  const pieces: string[] = [];
  const chrome = new ChromeTrace(view, (text) => pieces.push(text));
  for (const record of records) chrome.take(record);
  chrome.end();
  return { events: JSON.parse(pieces.join('')).traceEvents, pieces };
}

describe('a Chrome trace', () => {
  const records = [
    processRecord(0, 'exec', { name: 'program' }),
    mmap(1500, 2 ** 40, 8192, { durationNs: 2500, caller: { kind: 'malloc', frame: 'fill in ./program' } }),
    munmap(9000, 2 ** 40, 8192),
    { kind: 'signal', atNs: 9500, pid: 100, tid: 100, signal: 'SIGINT' } as const,
    processRecord(10_000, 'exit'),
  ];

  test('has calls as slices in microseconds, with their arguments and who asked', () => {
    const { events } = eventsOf(records);
    expect(events.filter(({ ph }) => ph === 'X')).toMatchObject([
      {
        name: 'mmap',
        pid: 100,
        tid: 100,
        ts: 1.5,
        dur: 2.5,
        args: { result: '0x10000000000', caller: 'fill in ./program' },
      },
      { name: 'munmap', ts: 9, dur: 0.01, args: { arguments: ['0x10000000000', 8192], result: 0 } },
    ]);
  });

  test('names processes and threads, and marks what happened to them', () => {
    const { events } = eventsOf(records);
    expect(events.filter(({ ph }) => ph === 'M').map(({ name, args }) => [name, args.name])).toEqual([
      ['process_name', 'program'],
      ['thread_name', 'main thread'],
    ]);
    expect(events.filter(({ ph }) => ph === 'i').map(({ name }) => name)).toEqual(['exec', 'SIGINT', 'exit']);
  });

  test('has memory as counters that are written when they change', () => {
    const { events } = eventsOf(records);
    const mapped = events.filter(({ ph, name }) => ph === 'C' && name === 'mapped');
    expect(mapped.map(({ ts, args }) => [ts, args.bytes])).toEqual([
      [1, 0],
      [5, 8192],
      [10, 0],
    ]);
  });

  test('is written in pieces whose size does not depend on the length of the trace', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => mmap(index * 100, 2 ** 40, 4096));
    const { events, pieces } = eventsOf(many);
    expect(events.filter(({ ph }) => ph === 'X')).toHaveLength(20_000);
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
  });

  test('of a recorded trace has all its calls, in slices of a thread that do not overlap', () => {
    const recorded = recordsOf('malloc-story-tracepoints');
    const { events } = eventsOf(recorded, viewOf('malloc-story-tracepoints'));
    const slices = events.filter(({ ph }) => ph === 'X');
    expect(slices).toHaveLength(recorded.filter(({ kind }) => kind === 'call').length);
    const untilUs = new Map<number, number>();
    for (const { tid, ts = 0, dur = 0 } of slices.sort((a, b) => (a.ts ?? 0) - (b.ts ?? 0))) {
      expect(ts).toBeGreaterThanOrEqual((untilUs.get(tid) ?? 0) - 0.001);
      untilUs.set(tid, ts + dur);
    }
  });
});
