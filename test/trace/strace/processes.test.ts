/** Threads, processes, programs and signals, as lines of strace tell of them. */
import { describe, expect, test } from 'vitest';
import type { StraceRecord } from '../../../src/trace/strace/index.ts';
import { parseLines, readFixture } from './parse-trace.ts';

const thread = (result: number): string =>
  `clone3({flags=CLONE_VM|CLONE_THREAD, exit_signal=0} => {parent_tid=[${result}]}, 88) = ${result}`;

/** `event pid/tid<parent`, of process records and of the processes of calls. */
const told = (records: readonly StraceRecord[]): string[] =>
  records.map((record) => {
    if (record.kind === 'unparsed') return 'unparsed';
    const whose = `${record.pid}/${record.tid}`;
    if (record.kind !== 'process') return `${record.kind} ${whose}`;
    return `${record.event} ${whose}${record.parentPid === undefined ? '' : `<${record.parentPid}`}`;
  });

describe('a clone', () => {
  test('that returned tells the process of its child, thread or not', () => {
    const { records } = parseLines(
      `1 ${thread(2)}`,
      '2 brk(NULL) = 0x1',
      '2 fork() = 3',
      '3 brk(NULL) = 0x1',
    );
    expect(told(records)).toEqual([
      'call 1/1',
      'thread 1/2<1',
      'call 1/2',
      'call 1/2',
      'fork 3/3<1',
      'call 3/3',
    ]);
  });

  test('under way tells it of a child that speaks first, and it is not announced twice', () => {
    const { records } = parseLines(
      '1 vfork( <unfinished ...>',
      '2 execve("/bin/a", ["a"], 0x1 /* 2 vars */) = 0',
      '2 +++ exited with 0 +++',
      '1 <... vfork resumed>) = 2',
    );
    expect(told(records)).toEqual(['fork 2/2<1', 'call 2/2', 'exec 2/2', 'exit 2/2', 'call 1/1']);
  });

  test('among several under way is waited for, and nothing is written out of order', () => {
    const { records, assumed } = parseLines('1 vfork( <unfinished ...>', '9 brk(NULL) = 0x1');
    expect(assumed).toBe(0);
    expect(told(records)).toEqual(['fork 9/9<1', 'call 9/9', 'call 1/1']);
    const later = parseLines(
      `1 ${thread(2)}`,
      '1 vfork( <unfinished ...>',
      '2 clone3({flags=CLONE_VM|CLONE_THREAD, exit_signal=0} <unfinished ...>',
      '3 brk(NULL) = 0x1',
      '4 brk(NULL) = 0x1',
      '2 <... clone3 resumed> => {parent_tid=[4]}, 88) = 4',
      '1 <... vfork resumed>) = 3',
    );
    expect(later.assumed).toBe(0);
    expect(told(later.records)).toEqual([
      'call 1/1',
      'thread 1/2<1',
      'fork 3/3<1',
      'call 3/3',
      'thread 1/4<1',
      'call 1/4',
      'call 1/2',
      'call 1/1',
    ]);
  });

  test('that nothing tells of makes a process of its own, which is counted', () => {
    const { records, assumed } = parseLines('1 brk(NULL) = 0x1', '5 brk(NULL) = 0x1');
    expect(told(records)).toEqual(['call 1/1', 'call 5/5']);
    expect(assumed).toBe(1);
  });

  test('that failed has no child', () => {
    const { records } = parseLines('1 fork() = -1 EAGAIN (Resource temporarily unavailable)');
    expect(told(records)).toEqual(['call 1/1']);
  });

  test('in a namespace of its own numbers is read in those of strace', () => {
    const { records, counts, assumed } = parseLines(
      "1 vfork() = 3 /* 14784 in strace's PID NS */ <0.000002>",
    );
    expect(told(records)).toEqual(['call 1/1', 'fork 14784/14784<1']);
    expect(records[0]).toMatchObject({ result: 3, durationNs: 2000 });
    expect([counts.unparsedLines, assumed]).toEqual([0, 0]);
  });
});

test('a thread that executes a program goes on as the first of its process', () => {
  const { records } = parseLines(
    `1 ${thread(2)}`,
    '1 munmap(0x1000, 4096 <unfinished ...>',
    '2 execve("/bin/a", ["a"], 0x1 /* 2 vars */ <unfinished ...>',
    '1 +++ superseded by execve in pid 2 +++',
    '1 <... execve resumed>) = 0',
    '1 brk(NULL) = 0x1',
    '1 +++ exited with 0 +++',
  );
  expect(told(records)).toEqual([
    'call 1/1',
    'thread 1/2<1',
    'call 1/1',
    'exit 1/2',
    'call 1/1',
    'exec 1/1',
    'call 1/1',
    'exit 1/1',
  ]);
  expect(records[2]).toMatchObject({ name: 'munmap', result: null });
  expect(records[5]).toMatchObject({ name: '/bin/a' });
});

test('a program that could not be executed is a call and nothing more', () => {
  const { records } = parseLines(
    '1 execve("/none", ["none"], 0x1 /* 2 vars */) = -1 ENOENT (No such file or directory)',
  );
  expect(told(records)).toEqual(['call 1/1']);
});

test('signals are records, with the one that killed', () => {
  const { records, counts } = parseLines(
    '1 --- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL} ---',
    '1 --- SIGRT_3 {si_signo=35, si_code=0} ---',
    '1 --- SIGTSTP {si_signo=20, si_code=0x80} ---',
    '1 --- stopped by SIGTSTP ---',
    '1 +++ killed by SIGSEGV (core dumped) +++',
  );
  expect(records.map((record) => (record.kind === 'signal' ? record.signal : record.kind))).toEqual([
    'SIGSEGV',
    'SIGRT_3',
    'SIGTSTP',
    'SIGSEGV',
    'process',
  ]);
  expect(counts.noteLines).toBe(1);
});

test('what strace says of itself is no call', () => {
  const { records, counts } = parseLines(
    'strace: Process 12 attached',
    '7 ???() = ?',
    '[ Process PID=7 runs in 32 bit mode. ]',
  );
  expect([records.length, counts.noteLines]).toEqual([0, 3]);
});

test('the recorded namespace has no thread without a parent', () => {
  const { records, assumed } = parseLines(...readFixture('namespace.txt').trimEnd().split('\n'));
  expect(assumed).toBe(0);
  expect(records.filter((record) => record.kind === 'process' && record.event === 'exec')).toHaveLength(4);
});
