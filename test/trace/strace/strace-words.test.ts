/** The command line for strace, by what it can do; and whether it can, by running it. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  readStrace,
  type StraceFeatures,
  stracePrice,
  straceWords,
} from '../../../src/trace/strace/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-strace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const modern: StraceFeatures = {
  version: '6.13',
  seccompBpf: true,
  nanoseconds: true,
  rawNumbers: true,
  stackTraces: 'libdw',
  killOnExit: true,
  pidTranslation: '--decode-pids=pidns',
};
const old: StraceFeatures = {
  version: '4.21',
  seccompBpf: false,
  nanoseconds: false,
  rawNumbers: false,
  stackTraces: null,
  killOnExit: false,
  pidTranslation: null,
};

describe('the words', () => {
  test('end with the command as it is, behind the place of the pipe', () => {
    const command = ['prog', '-o', '--', 'a b'];
    const words = straceWords({ command, callers: false, features: modern });
    expect(words[0]).toBe('strace');
    expect(words.slice(-7)).toEqual(['-o', '{trace}', '--', ...command]);
  });

  test('ask for what this strace can, and for nothing else', () => {
    const many = straceWords({ command: ['a'], callers: true, features: modern }).join(' ');
    for (const word of ['--seccomp-bpf', '--kill-on-exit', '-X raw', 'precision:ns', ' -k '])
      expect(many).toContain(word);
    const few = straceWords({ command: ['a'], callers: true, features: old });
    expect(few.filter((word) => word.startsWith('--'))).toEqual(['--']);
    expect(few).toEqual(expect.arrayContaining(['-f', '-ttt', '-T']));
    expect(few).not.toContain('-k');
  });

  test('name every memory call so that one unknown to strace is no error', () => {
    const words = straceWords({ command: ['a'], callers: false, features: modern });
    const traced =
      words
        .find((word) => word.startsWith('trace='))
        ?.slice(6)
        .split(',') ?? [];
    expect(traced).toContain('?mmap');
    expect(traced.filter((name) => !name.startsWith('?'))).toEqual([]);
  });

  test('say what stacks cost before they are asked for', () => {
    expect(stracePrice(modern, false)).toContain('10 to 20 times');
    expect(stracePrice(modern, true)).toContain('a millisecond a call');
    expect(stracePrice(old, true)).toContain('every system call');
  });
});

/** A program that answers as an strace would. */
function fakeStrace(name: string, tracing: string): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    `#!/bin/sh
case "$1" in
-V) echo 'strace -- version 5.10'; echo 'Optional features enabled: stack-trace=libdw stack-demangle m32-mpers';;
-h) echo '--seccomp-bpf --absolute-timestamps --syscall-times'; echo '  -X format  set the format';;
*) ${tracing};;
esac
`,
  );
  chmodSync(path, 0o755);
  return path;
}

describe('whether there is an strace', () => {
  test('is answered with the package where there is none', () => {
    const found = readStrace({ command: 'no-such-strace' });
    expect(found).toMatchObject({ state: 'unavailable' });
    const { reason } = found as { reason: string };
    expect(reason).toMatch(/no-such-strace is not installed.*apt-get install strace.*dnf.*pacman.*apk/);
  });

  test('is answered with what it can do', () => {
    expect(readStrace({ command: fakeStrace('able', 'exit 0') })).toEqual({
      state: 'measured',
      value: { ...modern, version: '5.10', killOnExit: false, pidTranslation: null },
    });
  });

  test('is answered with what the kernel said and what forbids it', () => {
    mkdirSync(join(folder, 'proc/sys/kernel/yama'), { recursive: true });
    writeFileSync(join(folder, 'proc/sys/kernel/yama/ptrace_scope'), '3\n');
    const refusing = "echo 'strace: attach: ptrace(PTRACE_SEIZE, 7): Operation not permitted' >&2; exit 1";
    const found = readStrace({ command: fakeStrace('refused', refusing), root: folder });
    expect(found).toMatchObject({ state: 'unavailable' });
    expect((found as { reason: string }).reason).toMatch(/Operation not permitted.*ptrace_scope is 3/);
  });

  test('sees a kernel that refuses the filter', () => {
    const warning = "echo 'strace: seccomp filter is requested but unavailable' >&2; exit 0";
    expect(readStrace({ command: fakeStrace('no-filter', warning) })).toMatchObject({
      value: { seccompBpf: false },
    });
  });

  test('is no when something else goes by its name', () => {
    expect(readStrace({ command: 'true' })).toMatchObject({ state: 'unavailable' });
  });
});
