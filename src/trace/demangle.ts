/** Names of C++ and Rust functions as people write them, by binutils' c++filt where it is installed. */
import { spawnSync } from 'node:child_process';

const isMangled = (name: string): boolean => /^(_Z|_R|\?)/.test(name);

/** The names in their order, without the parameters of functions; as they are where there is no c++filt. */
export function demangle(names: readonly string[]): readonly string[] {
  if (!names.some(isMangled)) return names;
  const { status, stdout } = spawnSync('c++filt', ['-p'], {
    input: names.join('\n'),
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 2 ** 28,
  });
  const lines = status === 0 ? stdout.split('\n') : [];
  return lines.length >= names.length ? lines.slice(0, names.length) : names;
}
