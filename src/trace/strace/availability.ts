/** Whether this machine has an strace that may trace, and what it can do: asked by running it, for only that is sure. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import { parseFeatures, type StraceFeatures } from './features.ts';

const install =
  'install the package strace (Debian, Ubuntu: apt-get install strace; Fedora: dnf install strace; Arch: pacman -S strace; Alpine: apk add strace)';

export type StraceSearch = {
  /** The command; `strace` of the PATH unless told. */
  readonly command?: string;
  /** Where /proc is looked for. */
  readonly root?: string;
};

type Answer = { readonly status: number | null; readonly output: string; readonly error: string };

/** In the words of C, so that answers can be read; an answer that takes 10 s is none. */
function ask(command: string, words: readonly string[]): Answer | Error {
  const answer = spawnSync(command, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10_000,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return answer.error ?? { status: answer.status, output: answer.stdout, error: answer.stderr };
}

/** What Yama forbids, where its setting can be read and forbids something. */
function yamaWords(root: string): string {
  try {
    const scope = readFileSync(join(root, 'proc/sys/kernel/yama/ptrace_scope'), 'utf8').trim();
    if (scope === '3') return '; kernel.yama.ptrace_scope is 3: nobody may trace until the next boot';
    if (scope === '2') return '; kernel.yama.ptrace_scope is 2: only root may trace (or set it to 1)';
  } catch {
    // no Yama: nothing forbidden by it
  }
  return '; in a container, ptrace may be filtered (docker: --cap-add SYS_PTRACE)';
}

/** Traces strace's own `-V`, which any strace can do that may trace at all. */
function tryOut(command: string, features: StraceFeatures, root: string): Reading<StraceFeatures> {
  const filter = features.seccompBpf ? ['--seccomp-bpf'] : [];
  const words = ['-f', '-q', ...filter, '-e', 'trace=?brk', '-o', '/dev/null', '--', command, '-V'];
  const answer = ask(command, words);
  if (answer instanceof Error) return unavailable(`'${command}' could not be run: ${answer.message}`);
  const [complaint = ''] = answer.error.trim().split('\n');
  if (answer.status !== 0) {
    const said = complaint === '' ? `exit code ${answer.status}` : complaint;
    return unavailable(`strace may not trace here: ${said}${yamaWords(root)}`);
  }
  // Where the kernel refuses the filter, strace says so on stderr and stops at every call instead.
  return measured({ ...features, seccompBpf: features.seccompBpf && !/seccomp/i.test(answer.error) });
}

/** What the strace of this machine can do, or why there is none to be used, as a sentence with what to try. */
export function readStrace({ command = 'strace', root = '/' }: StraceSearch = {}): Reading<StraceFeatures> {
  const version = ask(command, ['-V']);
  if (version instanceof Error) {
    const absent = 'code' in version && version.code === 'ENOENT';
    const why = absent ? 'is not installed' : `could not be run: ${version.message}`;
    return unavailable(`${command} ${why}; ${install}`);
  }
  const help = ask(command, ['-h']);
  const features = parseFeatures(version.output, help instanceof Error ? '' : help.output + help.error);
  if (!features) return unavailable(`'${command} -V' does not answer as strace does; ${install}`);
  return tryOut(command, features, root);
}
