/** Compiles the program that stands for the post's own where its address space is looked at. */
import type { BuildOptions } from './build.ts';
import { compiled } from './compile.ts';

/** The path of its executable, from the cache where it is. Throws a Problem (exit code 3) where it cannot be compiled. */
export function buildPostProgram({
  compiler = process.env.CC || 'cc',
  cacheFolder,
}: BuildOptions = {}): string {
  const { path } = compiled({
    name: 'post-program',
    compiler,
    // Unoptimised, as the post's is: a compiler that sees through malloc would leave nothing to look at.
    flags: ['-std=c17', '-D_GNU_SOURCE', '-O0', '-fPIE', '-pie'],
    files: ['subject/programs/both-buffers.c'],
    libraries: [],
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
  });
  return path;
}
