/** Compiling the probe: once for each source, compiler and flags, and with a way out where it cannot be. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import { buildProbe, probeFlags } from '../../src/probe/build.ts';
import { describeProbe } from '../../src/probe/supervisor.ts';
import { temporaryFolder } from './fixture.ts';

const folder = temporaryFolder();
let folders = 0;

function freshFolder(): string {
  const fresh = join(folder, String(folders++));
  mkdirSync(fresh);
  return fresh;
}

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('there was no Problem');
}

/** A "compiler" that answers --version with that line and hands everything else to the real one. */
function namedCompiler(version: string): string {
  const path = join(freshFolder(), 'cc');
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo '${version}'; else exec cc "$@"; fi\n`;
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

describe('building the probe', () => {
  it('leaves one executable in the cache, which says what it was made from', () => {
    const cacheFolder = freshFolder();
    const built = buildProbe({ cacheFolder });
    expect(readdirSync(cacheFolder).map((name) => join(cacheFolder, name))).toEqual([built.path]);
    expect(built.identity.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(built.identity.flags).toBe(probeFlags.join(' '));
    expect(built.identity.compiler).not.toBe('');
    expect(describeProbe(built).flags).toBe(built.identity.flags);
  });

  it('takes the executable from the cache the second time', () => {
    const cacheFolder = freshFolder();
    const first = buildProbe({ cacheFolder });
    const before = statSync(first.path, { bigint: true });
    const second = buildProbe({ cacheFolder });
    const after = statSync(second.path, { bigint: true });
    expect(second).toEqual(first);
    expect({ mtime: after.mtimeNs, inode: after.ino }).toEqual({ mtime: before.mtimeNs, inode: before.ino });
  });

  it('compiles anew for another compiler version and for other flags', () => {
    const cacheFolder = freshFolder();
    const builds = [
      buildProbe({ cacheFolder, compiler: namedCompiler('cc 1.0') }),
      buildProbe({ cacheFolder, compiler: namedCompiler('cc 1.1') }),
      buildProbe({ cacheFolder, compiler: namedCompiler('cc 1.1'), flags: [...probeFlags, '-g'] }),
    ];
    expect(new Set(builds.map((built) => built.path)).size).toBe(3);
    expect(builds[1]!.identity.compiler).toBe('cc 1.1');
  });

  it('makes the cache folder where there is none', () => {
    const cacheFolder = join(freshFolder(), 'not', 'there', 'yet');
    expect(dirname(buildProbe({ cacheFolder }).path)).toBe(cacheFolder);
  });

  it('keeps its cache in a folder that is named relatively, too', () => {
    const cacheFolder = freshFolder();
    const built = buildProbe({ cacheFolder: `./${relative(process.cwd(), cacheFolder)}` });
    expect(dirname(built.path)).toBe(cacheFolder);
    expect(buildProbe({ cacheFolder })).toEqual(built);
  });

  it('falls back to a private folder where the cache cannot be written', () => {
    const inTheWay = join(freshFolder(), 'file');
    writeFileSync(inTheWay, '');
    const built = buildProbe({ cacheFolder: inTheWay });
    onTestFinished(() => rmSync(dirname(built.path), { recursive: true }));
    expect(built.path).not.toContain(inTheWay);
    expect(statSync(dirname(built.path)).mode & 0o777).toBe(0o700);
    expect(describeProbe(built).flags).toBe(built.identity.flags);
  });
});

describe('a probe that cannot be built', () => {
  it('is a Problem with a hint where there is no compiler', () => {
    const problem = problemOf(() => buildProbe({ compiler: 'no-such-compiler', cacheFolder: freshFolder() }));
    expect(problem).toMatchObject({ code: 'no-compiler', exitCode: 3 });
    expect(problem.message).toContain('no-such-compiler');
    expect(problem.hint).toContain('CC=');
  });

  it('is the same Problem where the compiler is there and does not work', () => {
    const problem = problemOf(() => buildProbe({ compiler: 'false', cacheFolder: freshFolder() }));
    expect(problem).toMatchObject({ code: 'no-compiler', exitCode: 3 });
    expect(problem.message).toContain('exit code 1');
  });

  it('is a Problem with what the compiler said, and leaves nothing in the cache', () => {
    const cacheFolder = freshFolder();
    const flags = [...probeFlags, '-DMAX_DEPTH=many'];
    const problem = problemOf(() => buildProbe({ flags, cacheFolder }));
    expect(problem).toMatchObject({ code: 'compile-failed', exitCode: 3 });
    expect(problem.message).toContain('MAX_DEPTH');
    expect(problem.hint).toContain('CC=');
    expect(readdirSync(cacheFolder)).toEqual([]);
  });
});
