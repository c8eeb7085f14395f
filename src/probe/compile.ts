/** Compiles C sources once for each source, compiler and set of flags, into the user's cache. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../model/problem.ts';

const warnings = ['-Wall', '-Wextra', '-Werror'];

/** Where the C sources are. */
export const sourceFolder = fileURLToPath(new URL('../../probe/', import.meta.url));

/** What to compile: `name` begins the file in the cache, and stands in messages. */
export type Compilation = {
  readonly name: string;
  readonly compiler: string;
  readonly flags: readonly string[];
  /** Sources and headers, relative to the source folder; all decide whether it must be compiled anew. */
  readonly files: readonly string[];
  readonly libraries: readonly string[];
  /** The cache: `$XDG_CACHE_HOME/firsttouch`, else `~/.cache/firsttouch`. */
  readonly cacheFolder?: string;
};

/** Where executables are kept; may not exist yet. */
export function defaultCacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base?.startsWith('/') ? base : join(homedir(), '.cache'), 'firsttouch');
}

/** The first line of `--version`. Throws a Problem (exit code 3) where there is no such compiler. */
export function compilerVersion(name: string, compiler: string): string {
  const answer = spawnSync(compiler, ['--version'], { encoding: 'utf8' });
  if (answer.error || answer.status !== 0) {
    const why = answer.error?.message ?? `exit code ${answer.status}: ${answer.stderr.trim()}`;
    throw new Problem(
      'no-compiler',
      `the ${name} is written in C and must be compiled here, but '${compiler} --version' failed: ${why}`,
      'install a C compiler (Debian: apt-get install gcc libc6-dev) or name one with CC=...',
      3,
    );
  }
  return answer.stdout.split('\n')[0] ?? compiler;
}

function keyOf(version: string, { flags, files }: Compilation): string {
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

function compile({ name, compiler, flags, files, libraries }: Compilation, target: string): void {
  const sources = files.filter((file) => file.endsWith('.c')).map((file) => join(sourceFolder, file));
  const define = `-DFIRSTTOUCH_FLAGS="${flags.join(' ')}"`;
  try {
    execFileSync(compiler, [...flags, ...warnings, define, '-o', target, ...sources, ...libraries], {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  } catch (error) {
    const output = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Problem(
      'compile-failed',
      `compiling the ${name} with '${compiler} ${flags.join(' ')}' failed:\n${output}`,
      'try another compiler with CC=gcc or CC=clang, and report this output',
      3,
    );
  }
}

/**
 * The executable, compiled now or taken from the cache. Written beside its place and renamed, so that two runs at once do
 * no harm. Throws a Problem (exit code 3) where there is no compiler or it fails.
 */
export function compiled(compilation: Compilation): { readonly path: string; readonly version: string } {
  const cacheFolder = resolve(compilation.cacheFolder ?? defaultCacheFolder());
  const version = compilerVersion(compilation.name, compilation.compiler);
  const path = join(cacheFolder, `${compilation.name}-${keyOf(version, compilation)}`);
  if (existsSync(path)) return { path, version };
  const folder = writableFolder(cacheFolder);
  const fresh = join(folder, compilation.name);
  try {
    compile(compilation, fresh);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  if (!folder.startsWith(cacheFolder)) {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { path: fresh, version };
  }
  renameSync(fresh, path);
  rmSync(folder, { recursive: true });
  return { path, version };
}
