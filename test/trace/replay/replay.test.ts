import { describe, expect, test } from 'vitest';
import type { TraceRecord } from '../../../src/model/trace.ts';
import {
  brk,
  call,
  end,
  faults,
  MIB,
  mapping,
  mmap,
  munmap,
  PAGE,
  PID,
  processRecord,
  replayed,
  sample,
} from '../trace-records.ts';

const BASE = 0x7f00_0000_0000;
const LIB = '/usr/lib/libx.so';
const CODE = 0x7f11_0000_0000;

describe('faults', () => {
  test('are joined to what was mapped at their address at that time', () => {
    const view = replayed([
      mapping(1, BASE, MIB, LIB, { permissions: 'r--p' }),
      faults([[5, BASE]]),
      munmap(10, BASE, MIB),
      mmap(20, BASE, MIB),
      faults([
        [40, BASE],
        [50, BASE + PAGE],
        [60, BASE],
        [70, 4096],
      ]),
    ]);
    expect(view.faults?.byRegion).toEqual([
      { name: 'anonymous mapping', minorFaults: 3, majorFaults: 0, firstTouchedBytes: 2 * PAGE },
      { name: LIB, minorFaults: 1, majorFaults: 0, firstTouchedBytes: PAGE },
      { name: 'outside any known mapping', minorFaults: 1, majorFaults: 0, firstTouchedBytes: PAGE },
    ]);
    expect(view.faults).toMatchObject({ minorFaults: 5, againFaults: 1, outsideFaults: 1 });
  });

  test('are put between the calls of another writer that was behind', () => {
    const batch = faults([
      [5, BASE],
      [25, BASE],
    ]);
    const view = replayed(
      [batch, mmap(0, BASE, MIB), munmap(10, BASE, MIB), mmap(20, BASE, MIB, { durationNs: 1 })],
      {
        source: 'strace',
      },
    );
    // The first lies before the end of the first mmap.
    expect(view.faults).toMatchObject({ firstTouchedBytes: 2 * PAGE, againFaults: 0, outsideFaults: 1 });
  });

  test('are counted by the file and the function whose code took them, and apart in the kernel', () => {
    const view = replayed([
      mapping(1, CODE, 8 * PAGE, LIB, { permissions: 'r-xp', offsetBytes: PAGE }),
      mapping(2, BASE, MIB, '//anon'),
      faults(
        [
          [10, BASE],
          [11, BASE + PAGE],
          [12, BASE + 2 * PAGE],
        ],
        { pointers: [CODE + 0x10, 2 ** 64 - 2 ** 31], pointer: [0, 0, 1], major: [1] },
      ),
      { kind: 'symbols', path: LIB, symbols: [[0x5010, 'fill']], segments: [[PAGE, 8 * PAGE, 0x5000]] },
    ]);
    expect(view.faults).toMatchObject({ minorFaults: 2, majorFaults: 1, kernelFaults: 1 });
    expect(view.faults?.byLibrary.map(({ name, majorFaults }) => [name, majorFaults])).toEqual([
      [LIB, 1],
      ['kernel', 0],
    ]);
    expect(view.faults?.bySymbol.map(({ name }) => name)).toEqual([`fill in ${LIB}`, 'kernel']);
  });

  test('are null where they were not recorded, never zero', () => {
    const view = replayed([mmap(0, BASE, MIB)], { faults: false });
    expect(view.faults).toBeNull();
    expect(new Set(view.timeline.touchedBytes)).toEqual(new Set([null]));
  });
});

describe('regions', () => {
  test('are named by what made them', () => {
    const flags = (list: number): TraceRecord => call(1, 'mmap', [0, PAGE, 3, list, -1, 0], BASE);
    const regionOf = (...records: TraceRecord[]): string | undefined =>
      replayed([...records, faults([[500, BASE]])]).faults?.byRegion[0]?.name;
    expect(regionOf(flags(0x20022))).toBe('thread stack');
    expect(regionOf(flags(0x21))).toBe('shared anonymous mapping');
    expect(regionOf(flags(0x40022))).toBe('huge pages (hugetlb)');
    expect(regionOf(mmap(1, BASE, PAGE, { caller: { kind: 'malloc' } }))).toBe('anonymous mapping (malloc)');
    expect(regionOf(call(1, 'mmap', [0, 2 ** 27, 0, 0x4022, -1, 0], BASE))).toBe('malloc arena of a thread');
    expect(regionOf(mapping(1, BASE, PAGE, '[stack]'))).toBe('stack');
    expect(regionOf(call(1, 'mmap', [0, PAGE, 3, 0x2, 3, 0], BASE, { path: LIB }))).toBe(LIB);
    const below = mapping(1, BASE - PAGE, PAGE, LIB, { permissions: 'rw-p' });
    expect(regionOf(below, call(2, 'mmap', [BASE, PAGE, 3, 0x32, -1, 0], BASE))).toBe(`${LIB} (bss)`);
  });

  test("are the same whether strace's words or numbers say the flags", () => {
    const words = ['NULL', 8192, 'PROT_READ|PROT_WRITE', 'MAP_PRIVATE|MAP_ANONYMOUS|MAP_STACK', -1, 0];
    const view = replayed([call(1, 'mmap', words, BASE), faults([[50, BASE]])]);
    expect(view.faults?.byRegion[0]?.name).toBe('thread stack');
    expect(view.processes[0]?.mappedBytes).toBe(8192);
  });
});

describe('processes', () => {
  test('begin with a copy of their parent, lose it on exec, and end', () => {
    const child = { pid: 200, tid: 200 };
    const view = replayed([
      mmap(0, BASE, MIB),
      processRecord(100, 'fork', { ...child, parentPid: PID }),
      munmap(200, BASE, MIB),
      mmap(300, BASE, PAGE, child),
      processRecord(400, 'exec', { ...child, name: 'other' }),
      mapping(410, BASE, 2 * PAGE, '/other', child),
      call(390, 'execve', ['/other'], 0, { ...child, durationNs: 40 }),
      processRecord(500, 'exit', child),
      end(600),
    ]);
    expect(view.processes).toMatchObject([
      { pid: PID, mappedBytes: 0, peakMappedBytes: MIB, untilNs: null },
      { pid: 200, name: 'other', mappedBytes: 2 * PAGE, peakMappedBytes: MIB, untilNs: 500 },
    ]);
  });

  test('with threads end when the last of them does', () => {
    const view = replayed([
      processRecord(0, 'thread', { tid: 101 }),
      processRecord(1, 'exit'),
      mmap(2, BASE, MIB, { tid: 101 }),
      processRecord(90, 'exit', { tid: 101 }),
    ]);
    expect(view.processes[0]).toMatchObject({ untilNs: 90, mappedBytes: MIB });
  });
});

test('mremap moves pages with their mapping', () => {
  const view = replayed([
    mmap(0, BASE, MIB),
    faults([[20, BASE]]),
    call(30, 'mremap', [BASE, MIB, 2 * MIB, 1], BASE + 8 * MIB),
    faults([
      [50, BASE + 8 * MIB],
      [60, BASE + 9 * MIB],
    ]),
  ]);
  expect(view.faults).toMatchObject({ againFaults: 1, firstTouchedBytes: 2 * PAGE, outsideFaults: 0 });
  expect(view.processes[0]).toMatchObject({ mappedBytes: 2 * MIB });
});

test('the timeline has what is mapped, in the heap, touched and resident, each from its source', () => {
  const { timeline, durationNs } = replayed([
    brk(0, 0, 4 * MIB),
    brk(1000, 5 * MIB),
    mmap(200_000, BASE, MIB),
    faults([[300_000, BASE]]),
    sample(400_000, 7 * MIB),
    munmap(500_000, BASE, MIB),
    end(511_999),
  ]);
  expect(durationNs).toBe(511_999);
  expect(timeline.bucketNs).toBe(1000);
  const at = (list: readonly (number | null)[], us: number) => list[us];
  expect([0, 100, 300, 501].map((us) => at(timeline.mappedBytes, us))).toEqual([0, MIB, 2 * MIB, MIB]);
  expect(at(timeline.heapBytes, 400)).toBe(MIB);
  expect([299, 300, 501].map((us) => at(timeline.touchedBytes, us))).toEqual([0, PAGE, 0]);
  expect([399, 400].map((us) => at(timeline.residentBytes, us))).toEqual([null, 7 * MIB]);
  expect(timeline.calls.reduce((sum, count) => sum + count)).toBe(4);
});
