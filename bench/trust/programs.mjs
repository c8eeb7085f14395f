// Compiles the programs of the trust campaign into a folder of the caller's. What cannot be compiled here says why.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const flags = ['-O2', '-Wall', '-Wextra'];

/** Returns `{path}`, or `{unavailable: reason}` where the compiler or a library is missing or refuses. */
function compile(compiler, source, folder, libraries = []) {
  const path = join(folder, source.replace(/\.\w+$/, ''));
  const file = fileURLToPath(new URL(`programs/${source}`, import.meta.url));
  const result = spawnSync(compiler, [...flags, '-o', path, file, ...libraries], { encoding: 'utf8' });
  if (result.error) return { unavailable: `${source}: no ${compiler} here (${result.error.code})` };
  if (result.status === 0) return { path };
  const [reason = ''] = result.stderr.split('\n').filter((line) => /error|cannot/i.test(line));
  return { unavailable: `${source}: ${compiler} ended with exit code ${result.status}: ${reason}` };
}

/**
 * The programs, compiled into `folder`: `touchPages` PAGES, `firstTouchBenchmark` PAGES_A PAGES_B and
 * `stressor` KIND PARENT_PID, each `{path}` or `{unavailable: reason}`. CC and CXX choose the compilers.
 */
export function buildPrograms(folder) {
  const c = process.env.CC || 'cc';
  return {
    touchPages: compile(c, 'touch-pages.c', folder),
    stressor: compile(c, 'stressor.c', folder),
    firstTouchBenchmark: compile(process.env.CXX || 'c++', 'first-touch-benchmark.cc', folder, [
      '-lbenchmark',
      '-lpthread',
    ]),
  };
}
