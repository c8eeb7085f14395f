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
  processRecord,
  replayed,
  sentencesOf,
} from '../trace-records.ts';

const BASE = 0x7f00_0000_0000;
const malloc = { caller: { kind: 'malloc' } } as const;

/** `count` blocks, each mapped, touched on `touched` pages and unmapped. */
function pingPong(count: number, sizeBytes: number, touched: number, parts = {}): TraceRecord[] {
  return Array.from({ length: count }, (_, round) => {
    const at = round * 1000;
    const touches = Array.from(
      { length: touched },
      (_, page) => [at + 100 + page, BASE + page * PAGE] as const,
    );
    return [
      mmap(at, BASE, sizeBytes, parts),
      ...(touched > 0 ? [faults(touches)] : []),
      munmap(at + 900, BASE, sizeBytes, parts),
    ];
  }).flat();
}

describe('blocks that malloc maps and unmaps', () => {
  test('are counted, with the faults that keeping them would have avoided', () => {
    const view = replayed(pingPong(12, 40 * MIB + PAGE, 5, malloc));
    expect(sentencesOf(view, 'malloc-mmap')).toEqual([
      'malloc mapped 12 blocks of 40 MiB and returned 12 to the kernel; 11 times it took again what it had just returned: ' +
        '55 page faults could be avoided. Try GLIBC_TUNABLES=glibc.malloc.mmap_threshold=67108864:glibc.malloc.trim_threshold=134217728, ' +
        'or one buffer that is kept. The price: freed blocks stay resident, and a block in use above them keeps them so.',
    ]);
    expect(view.findings.find(({ kind }) => kind === 'malloc-mmap')?.figures).toMatchObject({
      avoidableFaults: 55,
      counted: 'exactly',
    });
  });

  test('may cost as many faults as they have pages where faults were not recorded', () => {
    const view = replayed(pingPong(12, 40 * MIB, 0, malloc), { faults: false });
    expect(sentencesOf(view, 'malloc-mmap')[0]).toContain('up to 112,640 page faults could be avoided');
  });

  test('are only probably its own where no stack says so, and not at all where its threshold would have moved', () => {
    const large = replayed(pingPong(12, 40 * MIB, 0), { faults: false });
    expect(sentencesOf(large, 'malloc-mmap')[0]).toMatch(/^What is probably malloc \(no stacks/);
    const small = replayed(pingPong(12, 20 * MIB, 0), { faults: false });
    expect(sentencesOf(small, 'malloc-mmap')).toEqual([]);
    expect(sentencesOf(small, 'churn')).toEqual([
      '240 MiB of anonymous memory was mapped and unmapped again, in 12 pieces; the size most often taken again is 20 MiB, 11 times (up to 56,320 page faults). Try keeping one block of that size and using it again.',
    ]);
  });

  test('are nothing to tell of when they were few', () => {
    expect(replayed(pingPong(3, 40 * MIB, 3, malloc)).findings).toEqual([]);
  });
});

describe('the break', () => {
  const HEAP = 0x5555_0000_0000;

  test('that is trimmed and grown again is told with the faults on pages that came back', () => {
    const swings = Array.from({ length: 6 }, (_, round) => [
      brk(round * 100 + 20, HEAP + MIB),
      faults([
        [round * 100 + 40, HEAP + PAGE],
        [round * 100 + 41, HEAP + MIB / 2],
      ]),
      brk(round * 100 + 60, HEAP + 8 * PAGE),
    ]);
    const view = replayed([brk(0, 0, HEAP), ...swings.flat()]);
    expect(sentencesOf(view, 'malloc-trim')[0]).toMatch(
      /^Process 100 gave the top of its heap back 6 times \(5.81 MiB\) and grew into it again 5 times \(4.84 MiB\): 5 page faults could be avoided, and 11 calls of brk\. Try GLIBC_TUNABLES=glibc\.malloc\.trim_threshold=1048576 /,
    );
    expect(view.faults).toMatchObject({ firstTouchedBytes: 2 * PAGE, againFaults: 10 });
    expect(view.processes[0]).toMatchObject({ heapBytes: 8 * PAGE, peakHeapBytes: MIB });
  });

  test('of a program that replaced another is not held against the other one', () => {
    const grows = Array.from({ length: 8 }, (_, step) => brk(1000 + step, HEAP + (step + 1) * MIB));
    const view = replayed([
      mmap(0, BASE, MIB),
      brk(10, 0, HEAP + 64 * MIB),
      brk(20, HEAP + 65 * MIB),
      processRecord(900, 'exec'),
      brk(950, 0, HEAP),
      ...grows,
    ]);
    expect(sentencesOf(view, 'malloc-trim')).toEqual([]);
  });

  test('that moves a few times without a fault that could be avoided is nothing to tell of', () => {
    const swings = Array.from({ length: 6 }, (_, round) => [
      brk(round * 100 + 20, HEAP + MIB),
      brk(round * 100 + 60, HEAP + 8 * PAGE),
    ]);
    expect(sentencesOf(replayed([brk(0, 0, HEAP), ...swings.flat()]), 'malloc-trim')).toEqual([]);
  });

  test('that grows as it does for any small block shows nothing of its threshold', () => {
    const view = replayed([
      brk(0, 0, HEAP),
      mmap(100, BASE, 160 * 1024, malloc),
      munmap(200, BASE, 160 * 1024, malloc),
      brk(300, HEAP + 33 * PAGE),
    ]);
    expect(sentencesOf(view, 'malloc-threshold')).toEqual([]);
  });

  test('that grows by a size once mmapped shows that the threshold moved', () => {
    const view = replayed([
      brk(0, 0, HEAP),
      mmap(100, BASE, MIB + PAGE, malloc),
      munmap(200, BASE, MIB + PAGE, malloc),
      brk(300, HEAP + MIB + 33 * PAGE),
    ]);
    expect(sentencesOf(view, 'malloc-threshold')).toEqual([
      "malloc mapped a block of 1 MiB and unmapped it at 200 ns; at 300 ns the break grew by 1.13 MiB instead, and no block of that size was mapped in between: freeing it moved glibc's mmap threshold to 1 MiB and its trim threshold to twice that, and blocks up to that size now come from the heap.",
    ]);
  });

  test('that grows while such blocks are still mmapped shows nothing', () => {
    const view = replayed([
      brk(0, 0, HEAP),
      mmap(100, BASE, MIB + PAGE, malloc),
      munmap(200, BASE, MIB + PAGE, malloc),
      mmap(250, BASE, MIB + PAGE, malloc),
      brk(300, HEAP + MIB + 33 * PAGE),
    ]);
    expect(sentencesOf(view, 'malloc-threshold')).toEqual([]);
  });
});

test('what was never unmapped is told by size and by who asked', () => {
  const left = Array.from({ length: 20 }, (_, index) => mmap(index, BASE + index * MIB, MIB / 2, malloc));
  const records = [...left, munmap(50, BASE, MIB / 2), mmap(60, BASE - MIB, MIB), processRecord(90, 'exit')];
  expect(sentencesOf(replayed(records), 'never-unmapped')).toEqual([
    'Process 100 ended with 20 anonymous mappings (10.5 MiB) that were never unmapped: 19 of 512 KiB, 1 of 1 MiB; asked for by malloc 19, unknown 1. The kernel takes them back; a program that goes on running keeps them.',
  ]);
});

test('calls that failed are counted by name and error, with what to look at', () => {
  const failed = { error: 'ENOMEM' };
  const records = [
    call(1500, 'mmap', [0, 4 * 2 ** 30, 3, 0x22, -1, 0], -1, failed),
    call(2000, 'mmap', [0, MIB, 3, 0x22, -1, 0], -1, failed),
    call(2500, 'execve', ['/nowhere'], -1, { error: 'ENOENT' }),
    call(2500, 'execve', ['/etc/passwd'], -1, { error: 'EACCES' }),
  ];
  expect(sentencesOf(replayed(records), 'failed-calls')).toEqual([
    'mmap failed 2 times with ENOMEM (first at 1.5 us, asking for up to 4 GiB). Look at `ulimit -v`, vm.overcommit_memory, vm.max_map_count and the limit of the cgroup, in this order.',
    'execve failed 1 time with EACCES (at 2.5 us).',
  ]);
  expect(replayed(records).processes[0]?.mappedBytes).toBe(0);
});

test('mprotect again and again is told with the mappings it made', () => {
  const changes = Array.from({ length: 1000 }, (_, index) =>
    call(100 + index, 'mprotect', [BASE + (index % 500) * 2 * PAGE, PAGE, index < 500 ? 1 : 3], 0),
  );
  const [sentence] = sentencesOf(replayed([mmap(0, BASE, 4 * MIB), ...changes]), 'mprotect');
  expect(sentence).toMatch(
    /^Process 100 changed the protection of memory 1,000 times, 4 KiB each on average; its mappings went from 2 to as many as 1,000 meanwhile\. /,
  );
});

test('memory given up and touched again is told with the pages that came back', () => {
  const rounds = Array.from({ length: 20 }, (_, round) => [
    faults([
      [round * 100 + 10, BASE],
      [round * 100 + 11, BASE + PAGE],
    ]),
    call(round * 100 + 50, 'madvise', [BASE, MIB, 4], 0),
  ]);
  const view = replayed([mmap(0, BASE, MIB), ...rounds.flat()]);
  expect(sentencesOf(view, 'discarded')[0]).toMatch(
    /^20 MiB was given up by 20 calls of madvise; of 40 pages that had been touched, 38 faults brought pages back\. Most of it/,
  );
});

test('tens of thousands of mappings, and mappings that no huge page fits, are told', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => mmap(index, BASE + index * 2 * PAGE, PAGE));
  expect(sentencesOf(replayed(many), 'many-mappings')[0]).toMatch(
    /^Process 100 had as many as 10,000 mappings at one time .* and made 10,000 of 64 KiB or less\./,
  );
  const odd = Array.from({ length: 16 }, (_, index) => mmap(index, BASE + index * 4 * MIB + PAGE, 2 * MIB));
  expect(sentencesOf(replayed(odd), 'huge-pages')).toEqual([
    '16 anonymous mappings of 2 MiB or more (32 MiB) lie so that no aligned huge page of 2 MiB fits. Try asking for 4 MiB at a time, or aligning by hand.',
  ]);
});

test('locked memory is told', () => {
  const records = [call(1, 'mlock', [BASE, MIB], 0), call(2, 'mlockall', [3], 0)];
  expect(sentencesOf(replayed(records), 'locked')[0]).toMatch(
    /^1 call locked 1 MiB, and mlockall was called 1 time: /,
  );
});

describe('the witnesses', () => {
  const touched = [mapping(0, BASE, MIB, '//anon'), faults([[10, BASE]])];

  test('say that everything is there', () => {
    const usage = { userNs: 1, systemNs: 1, minorFaults: 120, majorFaults: 0, maxRssBytes: MIB };
    const counted = { minorFaults: 1, majorFaults: 0 };
    const view = replayed([...touched, end(100, { usage, counted, recordedFaults: 1 })]);
    expect(sentencesOf(view, 'witness')).toEqual([
      "All faults are here: 1 recorded, none lost, and the kernel's counters say 1.",
      'getrusage counts 120 faults, 119 more than the trace: within the slack of 301 (it counts from the launch, the trace from the exec).',
    ]);
  });

  test('say what is missing, and whether what was lost explains it', () => {
    const counted = { minorFaults: 9, majorFaults: 1 };
    const lost = replayed([...touched, end(100, { counted, lostRecords: 12 })]);
    expect(sentencesOf(lost, 'witness')[0]).toBe(
      '12 records were lost: the kernel counted 10 faults, 1 is here, 9 are missing, which is within what was lost (records of mappings are lost with them). Try a larger buffer.',
    );
    const gone = replayed([...touched, end(100, { counted })]);
    expect(sentencesOf(gone, 'witness')[0]).toBe(
      "The kernel's counters say 10 faults, and 1 is recorded with none reported lost: 9 are missing.",
    );
  });

  test('say that a trace has no end, what was not understood and what lies outside', () => {
    const view = replayed([faults([[10, BASE]]), { kind: 'unparsed', atNs: 5, text: 'strange line' }]);
    expect(sentencesOf(view, 'witness')).toEqual([
      "The trace ends before the command did: nothing could be held against the kernel's counts.",
      '1 line of strace was not understood and is kept in the file as it came: calls may be missing.',
      '1 fault lies outside every mapping known at that time.',
    ]);
    expect(view.unparsed).toEqual({ lines: 1, examples: ['strange line'] });
  });
});
