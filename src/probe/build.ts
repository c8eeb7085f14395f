/** Compiles the C probe. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ProbeIdentity } from '../model/probe.ts';
import { compiled, sourceFolder } from './compile.ts';

/** Flags that the measured code depends on; `-fno-builtin` keeps malloc, memset and free ordinary calls. */
export const probeFlags: readonly string[] = [
  '-std=c17',
  '-D_GNU_SOURCE',
  '-O2',
  '-fPIE',
  '-pie',
  '-fno-builtin',
];

/** An executable probe and what it was made from. */
export type BuiltProbe = { readonly path: string; readonly identity: ProbeIdentity };

/** Where to compile, with what; every member has a default that suits a user. */
export type BuildOptions = {
  /** The compiler command: `$CC`, else `cc`. */
  readonly compiler?: string;
  readonly flags?: readonly string[];
  /** The cache: `$XDG_CACHE_HOME/firsttouch`, else `~/.cache/firsttouch`. */
  readonly cacheFolder?: string;
};

/** Every C file below the source folder but those of the subject, which is an executable of its own. */
function sourceFiles(): string[] {
  return (readdirSync(sourceFolder, { recursive: true }) as string[])
    .filter((file) => /\.[ch]$/.test(file) && !file.startsWith('subject/'))
    .sort();
}

/** The probe's executable, from the cache where it is. Throws a Problem (exit code 3) where it cannot be compiled. */
export function buildProbe(options: BuildOptions = {}): BuiltProbe {
  const { compiler = process.env.CC || 'cc', flags = probeFlags, cacheFolder } = options;
  const { path, version } = compiled({
    name: 'probe',
    compiler,
    flags,
    files: sourceFiles(),
    libraries: ['-ldl'],
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
  });
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { path, identity: { sha256, compiler: version, flags: flags.join(' ') } };
}
