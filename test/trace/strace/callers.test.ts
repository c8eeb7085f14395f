/** Who made a call, from the stacks that strace prints. */
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/model/trace.ts';
import { parseLines, readFixture } from './parse-trace.ts';

const libc = '/usr/lib/libc.so.6';
const end = [` > ${libc}(__libc_start_main+0x85) [0x27305]`, ' > /bin/app(_start+0x21) [0x1131]'];

/** The caller of a mapping with this stack. */
function callerWith(...frames: readonly string[]): Caller | undefined {
  const lines = frames.map((frame) => ` > ${frame} [0x1234]`);
  return parseLines('1 mmap(NULL, 4096, 0x3, 0x22, -1, 0) = 0x1000', ...lines, ...end).calls[0]?.caller;
}

describe('a stack', () => {
  test('through malloc speaks for malloc, and names who called it', () => {
    const hidden = [
      `${libc}(__mmap+0x13)`,
      `${libc}(timer_settime+0x1a38)`,
      `${libc}(__default_morecore+0xccc)`,
    ];
    expect(callerWith(...hidden, `${libc}(malloc+0x11e)`, '/bin/app(main+0x28)')).toEqual({
      kind: 'malloc',
      frame: 'main in /bin/app',
      through: 'malloc',
    });
    expect(callerWith(`${libc}(__munmap+0x7)`, `${libc}(__libc_free+0xb8)`, '/bin/app(main+0x28)')).toEqual({
      kind: 'malloc',
      frame: 'main in /bin/app',
      through: 'free',
    });
    const symbols = [
      '__mmap+0x13',
      'sysmalloc_mmap+0x38',
      'sysmalloc+0x1',
      '_int_malloc+0x2',
      'malloc+0x3',
      'fopen+0x4',
    ];
    expect(callerWith(...symbols.map((name) => `${libc}(${name})`), '/bin/app(main+0x28)')).toMatchObject({
      kind: 'malloc',
      through: 'malloc',
    });
  });

  test('from a mapping function straight to the program speaks for the program', () => {
    const expected = { kind: 'program', frame: 'main in /bin/app' };
    expect(callerWith(`${libc}(__mmap+0x13)`, '/bin/app(main+0xcf)')).toEqual(expected);
    expect(callerWith(`${libc}(syscall+0x1d)`, '/bin/app(main+0xcf)')).toEqual(expected);
    expect(callerWith('/bin/app(main+0xcf)')).toEqual(expected);
    expect(callerWith('/bin/static(__mmap+0x13)', '/bin/app(main+0xcf)')).toEqual(expected);
  });

  test('through another function of libc speaks for libc', () => {
    expect(
      callerWith(`${libc}(__mmap+0x13)`, `${libc}(pthread_create+0x981)`, '/bin/app(main+0x11a)'),
    ).toEqual({
      kind: 'libc',
      frame: 'main in /bin/app',
      through: 'pthread_create',
    });
    const old = '/lib/x86_64-linux-gnu/libpthread-2.31.so(pthread_create@@GLIBC_2.2.5+0x81)';
    expect(callerWith('/lib/libc-2.31.so(mmap64+0x13)', old, '/bin/app(main+0x11a)')?.kind).toBe('libc');
  });

  test('in the loader speaks for the loader, whatever its nearest exports are called', () => {
    expect(callerWith('/lib64/ld-linux-x86-64.so.2(_dl_catch_error+0x77c7)')?.kind).toBe('loader');
    expect(callerWith('/lib/ld-2.31.so(__rtld_malloc+0x7)', '/bin/app(main+0x1)')?.kind).toBe('loader');
    expect(callerWith('/bin/static(_dl_early_allocate+0x3b)')?.kind).toBe('loader');
    expect(callerWith('/lib/ld-musl-x86_64.so.1(__dls3+0x3b)')?.kind).toBe('loader');
  });

  test('through an allocator that stands in for malloc speaks for malloc, with its file', () => {
    const jemalloc = '/usr/lib/libjemalloc.so.2';
    const hidden = [`${libc}(__mmap+0x13)`, `${jemalloc}(malloc_usable_size+0x5775a)`];
    expect(callerWith(...hidden, `${jemalloc}(malloc+0x5)`, '/bin/app(main+0x28)')).toEqual({
      kind: 'malloc',
      frame: 'main in /bin/app',
      through: `malloc in ${jemalloc}`,
    });
    expect(callerWith(...hidden, '/bin/app(main+0x28)')?.through).toBe(jemalloc);
    expect(
      callerWith('/bin/static(__mmap+0x13)', '/bin/static(malloc+0x5)', '/bin/app(main+0x28)'),
    ).toMatchObject({
      kind: 'malloc',
      through: 'malloc in /bin/static',
    });
  });

  test('that could not be walked, or ends within libc, says nothing', () => {
    expect(callerWith('unexpected_backtracing_error')).toEqual({ kind: 'unknown' });
    expect(callerWith(`${libc}(__mmap+0x13)`, 'unexpected_backtracing_error')).toEqual({ kind: 'unknown' });
    const thread = [
      `1 madvise(0x1000, 1, 0x4) = 0`,
      ` > ${libc}(__madvise+0x7) [0x1]`,
      ` > ${libc}(__xmknodat+0x23c) [0x2]`,
    ];
    expect(parseLines(...thread).calls[0]?.caller).toEqual({ kind: 'unknown' });
  });

  test('names no function whose symbol is too far to be its own', () => {
    expect(callerWith(`${libc}(__mmap+0x13)`, '/bin/stripped(_init+0x45678)')?.frame).toBe(
      '0x1234 in /bin/stripped',
    );
    expect(callerWith(`${libc}(__mmap+0x13)`, '/bin/stripped()')?.frame).toBe('0x1234 in /bin/stripped');
    expect(callerWith(`${libc}(malloc+0x45678)`, '/bin/app(main+0x1)')?.kind).toBe('libc');
  });

  test('may have brackets in names of files and functions', () => {
    const frame = (text: string) => callerWith(`${libc}(__mmap+0x13)`, text)?.frame;
    expect(frame('/a (copy)/x(main+0x1)')).toBe('main in /a (copy)/x');
    expect(frame('/x(operator new(unsigned long, std::nothrow_t const&)+0x1)')).toBe(
      'operator new(unsigned long, std::nothrow_t const&) in /x',
    );
  });
});

test('a stack belongs to the call above it, also where that came in two parts', () => {
  const { calls, counts } = parseLines(
    '1 mmap(NULL, 4096, 0x3, 0x22, -1, 0 <unfinished ...>',
    '2 brk(NULL) = 0x1',
    ' > /bin/app(two+0x1) [0x1]',
    '1 <... mmap resumed>) = 0x1000',
    ' > /bin/app(one+0x1) [0x1]',
    '1 +++ exited with 0 +++',
    ' > /bin/app(three+0x1) [0x1]',
  );
  expect(calls.map(({ name, caller }) => [name, caller?.frame])).toEqual([
    ['brk', 'two in /bin/app'],
    ['mmap', 'one in /bin/app'],
  ]);
  expect(counts).toMatchObject({ stackLines: 3, unparsedLines: 0 });
});

test('the stack of an execution is of no use: it is the new program that is walked', () => {
  const { calls } = parseLines(
    '1 execve("/a", ["a"], 0x1) = 0',
    ' > /lib/ld-linux.so.2(_dl_catch_error+0x1) [0x1]',
  );
  expect(calls[0]?.caller).toBeUndefined();
});

/** `kind through` of the calls of a recorded trace, each with its number. */
function summary(name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { caller } of parseLines(...readFixture(name).trimEnd().split('\n')).calls) {
    if (!caller) continue;
    const key = [caller.kind, caller.through].filter(Boolean).join(' ');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('of a recorded program', () => {
  test('with a libc without debugging symbols every call of malloc is known as such', () => {
    expect(summary('callers-stripped-libc.txt')).toEqual({
      loader: 13,
      'malloc malloc': 24,
      'malloc realloc': 1,
      'malloc free': 4,
      'malloc calloc': 1,
      'malloc posix_memalign': 1,
      program: 3,
      'libc pthread_create': 6,
      unknown: 6,
    });
  });

  test.each(['jemalloc', 'mimalloc', 'tcmalloc'])('with %s preloaded its calls are malloc’s', (name) => {
    const counts = Object.entries(summary(`callers-${name}.txt`));
    const through = counts.filter(([key]) => key.startsWith('malloc '));
    expect(through.length).toBeGreaterThan(0);
    expect(through.filter(([key]) => !key.includes(`/lib${name}`))).toEqual([]);
    expect(Object.fromEntries(counts).program).toBe(3);
  });

  test.each(['static', 'musl'])('whose stacks cannot be walked (%s) it is not guessed', (name) => {
    expect(
      Object.keys(summary(`callers-${name}.txt`)).filter(
        (key) => !/^(unknown|loader|malloc aligned_alloc)$/.test(key),
      ),
    ).toEqual([]);
  });
});
