/** Lines as strace writes them, and what is made of them. */
import { describe, expect, test } from 'vitest';
import { parseLines, parsePieces, readFixture } from './parse-trace.ts';

describe('a whole line', () => {
  test('is a call with its thread, its time, its arguments and its answer', () => {
    const { records } = parseLines(
      '12 1795000001.000000042 mmap(NULL, 8192, 0x3, 0x22, -1, 0) = 0x7f402be50000 <0.000053971>',
    );
    expect(records).toEqual([
      {
        kind: 'call',
        atNs: 1_000_000_042,
        pid: 12,
        tid: 12,
        name: 'mmap',
        arguments: [0, 8192, 3, 0x22, -1, 0],
        result: 0x7f402be50000,
        durationNs: 53_971,
      },
    ]);
  });

  test('says the same whether strace prints names, numbers or both', () => {
    const forms = [
      'mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_HUGETLB|21<<MAP_HUGE_SHIFT, -1, 0x1000) = 0x7f0000000000',
      'mmap(NULL, 4096, 0x3, 0x54040022, -1, 0x1000)      = 0x7f0000000000',
      'mmap(NULL, 4096, 0x3 /* PROT_READ|PROT_WRITE */, 0x54040022 /* MAP_PRIVATE|MAP_ANONYMOUS|MAP_HUGETLB|21<<MAP_HUGE_SHIFT */, -1, 0x1000) = 0x7f0000000000',
      'mmap(NULL, 4096, PROT_READ|0x2, 0x22 /* MAP_??? */|0x54040000, -1, 4096) = 139637976727552',
    ];
    const calls = forms.map((form) => parseLines(`1 ${form}`).calls[0]);
    expect(calls.map((call) => call?.arguments)).toEqual(forms.map(() => [0, 4096, 3, 0x54040022, -1, 4096]));
    expect(new Set(calls.map((call) => call?.result))).toEqual(new Set([0x7f0000000000]));
  });

  test('with an error keeps its name', () => {
    const { calls } = parseLines(
      '1 mmap(NULL, 18446744073709551615, 0x3, 0x22, 77, 0) = -1 ENOMEM (Cannot allocate memory) <0.000007>',
      '1 madvise(0x1000, 1, 0x3e7 /* MADV_??? */) = -1 EINVAL (Invalid argument)',
      '1 wait(0x1) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)',
      '1 brk(0x1) = -1 (errno 12)',
      '1 exit_group(3) = ?',
      '1 munmap(0x1000, 4096) = ? <unavailable>',
    );
    expect(calls.map(({ result, error }) => [result, error])).toEqual([
      [-1, 'ENOMEM'],
      [-1, 'EINVAL'],
      [null, 'ERESTARTSYS'],
      [-1, 'errno 12'],
      [null, undefined],
      [null, undefined],
    ]);
    expect(calls[0]?.durationNs).toBe(7000);
  });

  test('may name the file behind a descriptor, with any letters in it', () => {
    const { calls } = parseLines(
      String.raw`1 mmap(NULL, 4096, 0x1, 0x1, 3</tmp/we\74i\76rd, (\"n\") \303\244\n\1 =\76 {x} \74unfinished ...\76>(deleted), 0) = 0x1000`,
      String.raw`1 memfd_create("my fd, \303\244", 0x1) = 4</memfd:my fd, \303\244>(deleted) <0.000013300>`,
      '1 mmap(NULL, 1, 0x1, 0x1, 3<socket:[1]>, 0) = -1 ENODEV (No such device)',
      '1 mmap(NULL, 1, 0x1, 0x1, 5</dev/pts/0<char 136:0>>, 0) = -1 ENODEV (No such device)',
    );
    expect(calls.map(({ path }) => path)).toEqual([
      '/tmp/we<i>rd, ("n") ä\n\u0001 => {x} <unfinished ...> (deleted)',
      '/memfd:my fd, ä (deleted)',
      'socket:[1]',
      '/dev/pts/0<char 136:0>',
    ]);
    expect(calls[0]?.arguments[4]).toBe(3);
    expect(calls[1]).toMatchObject({ arguments: ['my fd, ä', 1], result: 4, durationNs: 13_300 });
  });

  test('keeps structures as they are printed', () => {
    const { calls } = parseLines(
      String.raw`1 execve("/bin/a", ["a", "b, (c\"", ...], 0x7ff /* 39 vars */) = 0`,
      '1 process_madvise(3<anon_inode:[pidfd]>, [{iov_base=0x10, iov_len=4096}], 1, MADV_COLD, 0) = 4096',
      '1 shmget(IPC_PRIVATE, 4096, IPC_CREAT|0600) = 5',
    );
    expect(calls.map((call) => call.arguments)).toEqual([
      ['/bin/a', String.raw`["a", "b, (c\"", ...]`, 0x7ff],
      [3, '[{iov_base=0x10, iov_len=4096}]', 1, 20, 0],
      [0, 4096, 0o1600],
    ]);
  });

  test('of a clone has its flags first, as the kernel has them', () => {
    const { calls } = parseLines(
      '1 clone(child_stack=NULL, flags=CLONE_VM|SIGCHLD, child_tidptr=0x10) = -1 EAGAIN (x)',
    );
    expect(calls[0]?.arguments).toEqual([0x111, 0, 0x10]);
  });
});

describe('a call of which another thread interrupts the line', () => {
  test('is one record, with the time of its beginning, at the place of its end', () => {
    const { calls, counts } = parseLines(
      '1 1795000000.000001 mmap(NULL, 4096, 0x3, 0x22, -1, 0 <unfinished ...>',
      '2 1795000000.000002 brk(NULL) = 0x1000 <0.000001>',
      '1 1795000000.000003 <... mmap resumed>) = 0x2000 <0.000002>',
      '2 1795000000.000004 munlockall( <unfinished ...>',
      '2 1795000000.000005 <... munlockall resumed> ) = 0',
    );
    expect(calls.map(({ name, tid, atNs }) => [name, tid, atNs])).toEqual([
      ['brk', 2, 2000],
      ['mmap', 1, 1000],
      ['munlockall', 2, 4000],
    ]);
    expect(counts).toMatchObject({ lines: 5, recordLines: 3, mergedLines: 2, unparsedLines: 0 });
  });

  test('ends without an answer where its thread ends, or the trace does', () => {
    const { calls, counts } = parseLines(
      '1 mmap(NULL, 4096, 0x3, 0x22, -1, 0 <unfinished ...>',
      '1 +++ killed by SIGKILL (core dumped) +++',
      '2 munmap(0x1000, 4096 <unfinished ...>',
      '3 exit_group(0 <unfinished ...>) = ?',
    );
    expect(calls.map(({ name, result }) => [name, result])).toEqual([
      ['mmap', null],
      ['exit_group', null],
      ['munmap', null],
    ]);
    expect(counts).toMatchObject({ lines: 4, recordLines: 4, unparsedLines: 0 });
  });

  test('is not guessed at where the parts do not fit', () => {
    const { records, counts } = parseLines(
      '1 mmap(NULL, 4096, 0x3 <unfinished ...>',
      '1 <... munmap resumed>) = 0',
      '1 <... brk resumed>) = 0x1000',
      '1 brk(NULL <unfinished ...>',
      '1 brk(0x1 <unfinished ...>',
      '1 <... brk resumed>) = 0x1000',
    );
    expect(records.map((record) => (record.kind === 'unparsed' ? record.text : record.kind))).toEqual([
      '1 mmap(NULL, 4096, 0x3 <unfinished ...>',
      '1 <... munmap resumed>) = 0',
      '1 <... brk resumed>) = 0x1000',
      '1 brk(NULL <unfinished ...>',
      'call',
    ]);
    expect(counts).toMatchObject({ recordLines: 1, mergedLines: 1, unparsedLines: 4 });
  });
});

describe('lines that are not understood', () => {
  test.each([
    '1 mmap(NULL, 4096, PROT_READ|PROT_NEW, 0x22, -1, 0) = 0x1000',
    '1 madvise(0x1000, 1, MADV_NEW) = 0',
    '1 mmap(NULL, 4096, 0x3, 0x22, -1, 0) = 0x1000 and more',
    '1 mmap(NULL, 4096, 0x3, 0x22, -1, 0 = 0x1000',
    '1 mmap(NULL, 4096,, 0x22, -1, 0) = 0x1000',
    '1 mmap(NULL, 4096, "open, 0x22, -1, 0) = 0x1000',
    '1 mmap(NULL, 4096, 0x3, 0x22, 3</no/end, 0) = 0x1000',
    '1 (NULL) = 0',
    '1 mmap = 0',
    '1 brk(NULL)= 0',
    '1 --- SIGSEGV',
    '1 +++ exited with x +++',
    'strace: something new',
    '',
    '1',
    'mmap(',
    '\u0000\u0001 ü',
  ])('are kept and counted: %s', (line) => {
    const { records, counts } = parseLines(line);
    expect(records).toMatchObject([{ kind: 'unparsed', text: line }]);
    expect(counts).toMatchObject({ lines: 1, unparsedLines: 1 });
  });

  test('are cut after 500 characters, and a line without end does not grow for ever', () => {
    const { records } = parsePieces(Array.from({ length: 100 }, () => 'x'.repeat(10_000)));
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ kind: 'unparsed', text: 'x'.repeat(500) });
  });
});

describe('the head of a line', () => {
  test('may be a plain thread, one in brackets, one with the name of its program, or none', () => {
    const lines = [
      '7 brk(NULL) = 0x1',
      '[pid    7] brk(NULL) = 0x1',
      '7<a b> brk(NULL) = 0x1',
      'brk(NULL) = 0x1',
    ];
    expect(lines.map((line) => parseLines(line).calls[0]?.tid)).toEqual([7, 7, 7, 0]);
  });

  test('may have stamps in microseconds, since the line before, or none', () => {
    const times = (...lines: string[]) => parseLines(...lines).calls.map(({ atNs }) => atNs);
    expect(times('7 1795000000.500001 brk(NULL) = 0x1')).toEqual([500_001_000]);
    expect(
      times('     0.000000 brk(NULL) = 0x1', '     0.000131 brk(NULL) = 0x1', '2.5 brk(NULL) = 0x1'),
    ).toEqual([0, 131_000, 2_500_131_000]);
    expect(times('7 1795000000.5 brk(NULL) = 0x1', '7 brk(NULL) = 0x1')).toEqual([500_000_000, 500_000_000]);
  });
});

test('the boundaries of the pieces do not matter, not even within a letter', () => {
  const text = `${readFixture('everything-raw.txt')}1 brk("ä€🙂") = 0`;
  const bytes = Buffer.from(text);
  const whole = parsePieces([text]);
  for (const size of [1, 7, 4096]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    expect(parsePieces(pieces)).toEqual(whole);
  }
});
