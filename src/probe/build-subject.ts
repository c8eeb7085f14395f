/** Compiles the subject, which runs scenarios, linked in the ways that scenarios ask for. */
import { readdirSync } from 'node:fs';
import type { SubjectBuild } from '../model/scenario.ts';
import type { BuildOptions } from './build.ts';
import { compiled, sourceFolder } from './compile.ts';

const always = ['-std=c17', '-D_GNU_SOURCE', '-O2', '-fno-builtin'];

/** Where Debian keeps the kernel's headers of the architecture; elsewhere they stand in /usr/include. */
function multiarchFolder(): string {
  return `/usr/include/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
}

/** What makes each build; musl's own headers come first, the kernel's are the system's. */
const flagsOf: Readonly<Record<SubjectBuild, readonly string[]>> = {
  default: ['-fPIE', '-pie'],
  'no-pie': ['-fno-pie', '-no-pie'],
  static: ['-fno-pie', '-static'],
  'static-pie': ['-fPIE', '-static-pie'],
  musl: ['-fno-pie', '-static', '-idirafter', '/usr/include', '-idirafter', multiarchFolder()],
};

/** What the subject takes from the probe. */
const shared = ['clock.h', 'counters.h', 'emit.c', 'emit.h', 'read-file.c', 'read-file.h'];

function sourceFiles(): string[] {
  const own = (readdirSync(sourceFolder, { recursive: true }) as string[]).filter(
    (file) => file.startsWith('subject/') && /\.[ch]$/.test(file) && !file.startsWith('subject/programs/'),
  );
  return [...shared, ...own].sort();
}

/**
 * The path of the subject's executable; `flags` are further ones. Throws a Problem (exit code 3) where it cannot be compiled: static libraries or
 * musl-gcc may be missing.
 */
export function buildSubject(build: SubjectBuild, options: BuildOptions = {}): string {
  const { compiler = process.env.CC || 'cc', flags = [], cacheFolder } = options;
  const { path } = compiled({
    name: `subject-${build}`,
    compiler: build === 'musl' ? 'musl-gcc' : compiler,
    flags: [...always, ...flagsOf[build], ...flags],
    files: sourceFiles(),
    libraries: ['-ldl', '-lpthread'],
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
  });
  return path;
}
