/** Compiles the C probe once for each source, compiler and set of flags, into the user's cache. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProbeIdentity } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';

/** Flags that the measured code depends on; `-fno-builtin` keeps malloc, memset and free ordinary calls. */
export const probeFlags: readonly string[] = [
  '-std=c17',
  '-D_GNU_SOURCE',
  '-O2',
  '-fPIE',
  '-pie',
  '-fno-builtin',
];

const warnings = ['-Wall', '-Wextra', '-Werror'];
const sourceFolder = fileURLToPath(new URL('../../probe/', import.meta.url));

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

function defaultCacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base?.startsWith('/') ? base : join(homedir(), '.cache'), 'firsttouch');
}

function compilerVersion(compiler: string): string {
  const answer = spawnSync(compiler, ['--version'], { encoding: 'utf8' });
  if (answer.error || answer.status !== 0) {
    const why = answer.error?.message ?? `exit code ${answer.status}: ${answer.stderr.trim()}`;
    throw new Problem(
      'no-compiler',
      `the probe is written in C and must be compiled here, but '${compiler} --version' failed: ${why}`,
      'install a C compiler (Debian: apt-get install gcc libc6-dev) or name one with CC=...',
      3,
    );
  }
  return answer.stdout.split('\n')[0] ?? compiler;
}

function sourceFiles(): string[] {
  return (readdirSync(sourceFolder, { recursive: true }) as string[])
    .filter((file) => /\.[ch]$/.test(file) && !file.startsWith('subject/'))
    .sort();
}

function keyOf(version: string, flags: readonly string[], files: readonly string[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([version, flags, process.arch]));
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(sourceFolder, file)));
  return hash.digest('hex').slice(0, 24);
}

/** A folder that can be written, or a private temporary one: a read-only home must not stop a measurement. */
function writableFolder(wanted: string): string {
  try {
    mkdirSync(wanted, { recursive: true });
    return mkdtempSync(join(wanted, 'build-'));
  } catch {
    return mkdtempSync(join(tmpdir(), 'firsttouch-build-'));
  }
}

function compile(compiler: string, flags: readonly string[], files: readonly string[], target: string): void {
  const sources = files.filter((file) => file.endsWith('.c')).map((file) => join(sourceFolder, file));
  const define = `-DFIRSTTOUCH_FLAGS="${flags.join(' ')}"`;
  try {
    execFileSync(compiler, [...flags, ...warnings, define, '-o', target, ...sources, '-ldl'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  } catch (error) {
    const output = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Problem(
      'compile-failed',
      `compiling the probe with '${compiler} ${flags.join(' ')}' failed:\n${output}`,
      'try another compiler with CC=gcc or CC=clang, and report this output',
      3,
    );
  }
}

/**
 * The probe's executable, compiled now or taken from the cache. Written beside its place and renamed, so that two runs
 * at once do no harm. Throws a Problem (exit code 3) where there is no compiler or it fails.
 */
export function buildProbe(options: BuildOptions = {}): BuiltProbe {
  const compiler = options.compiler ?? (process.env.CC || 'cc');
  const flags = options.flags ?? probeFlags;
  const cacheFolder = resolve(options.cacheFolder ?? defaultCacheFolder());
  const version = compilerVersion(compiler);
  const files = sourceFiles();
  let path = join(cacheFolder, `probe-${keyOf(version, flags, files)}`);
  if (!existsSync(path)) {
    const folder = writableFolder(cacheFolder);
    const fresh = join(folder, 'probe');
    try {
      compile(compiler, flags, files, fresh);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    if (folder.startsWith(cacheFolder)) {
      renameSync(fresh, path);
      rmSync(folder, { recursive: true });
    } else {
      path = fresh;
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    }
  }
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { path, identity: { sha256, compiler: version, flags: flags.join(' ') } };
}
