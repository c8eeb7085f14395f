/** Recorded traces: all of them is understood, and the three ways to print numbers say the same. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { accountedLines, parseLines, readFixture } from './parse-trace.ts';

const folder = fileURLToPath(new URL('../../fixtures/strace', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** Lines that hold calls strace was not asked for by us, or that it cut itself. */
const notUnderstood: Readonly<Record<string, number>> = { 'microseconds.txt': 2, 'no-output-file.txt': 11 };

test.each(names)('every line of %s is accounted for', (name) => {
  const lines = readFixture(name).trimEnd().split('\n');
  const { counts, records } = parseLines(...lines);
  expect(counts.lines).toBe(lines.length);
  expect(accountedLines(counts)).toBe(counts.lines);
  expect(counts.unparsedLines).toBe(notUnderstood[name] ?? 0);
  expect(records.filter((record) => record.kind === 'unparsed')).toHaveLength(counts.unparsedLines);
});

describe('a program that makes every call once', () => {
  /** The first thread's calls with the arguments that do not differ between runs: neither addresses nor descriptors' owners. */
  function callsOf(name: string): readonly string[] {
    const { calls } = parseLines(...readFixture(name).trimEnd().split('\n'));
    const first = calls[0]?.tid;
    return calls
      .filter((call) => call.tid === first && call.name !== 'execve' && !call.name.startsWith('shm'))
      .map((call) => {
        const small = call.arguments.filter(
          (value) => typeof value === 'number' && Math.abs(value) < 2 ** 31,
        );
        return [call.name, call.error, call.path, ...small].join(' ');
      });
  }

  test('is told the same with names, numbers and both', () => {
    const raw = callsOf('everything-raw.txt');
    expect(callsOf('everything-abbrev.txt')).toEqual(raw);
    expect(callsOf('everything-verbose.txt')).toEqual(raw);
  });

  test('has the calls, the files and the errors that its source makes', () => {
    const told = callsOf('everything-raw.txt');
    expect(told).toContain('mmap ENOMEM  0 2097152 3 1409548322 -1 0');
    expect(told).toContain('memfd_create  /memfd:my fd, ä (deleted) 1');
    expect(told).toContain('madvise EINVAL  4096 999');
    const { calls } = parseLines(...readFixture('everything-raw.txt').trimEnd().split('\n'));
    const seen = new Set(calls.map((call) => call.name));
    for (const name of [
      'mlock2',
      'mlockall',
      'msync',
      'shmat',
      'shmctl',
      'vfork',
      'clone',
      'clone3',
      'exit_group',
    ]) {
      expect(seen).toContain(name);
    }
  });

  test('has the same processes, threads and signals each time', () => {
    const kindsOf = (name: string): string[] =>
      parseLines(...readFixture(name).trimEnd().split('\n'))
        .records.flatMap((record) => {
          if (record.kind === 'process') return [record.event];
          return record.kind === 'signal' ? [record.signal] : [];
        })
        .sort();
    expect(kindsOf('everything-abbrev.txt')).toEqual(kindsOf('everything-raw.txt'));
    expect(kindsOf('everything-verbose.txt')).toEqual(kindsOf('everything-raw.txt'));
  });
});
