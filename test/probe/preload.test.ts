/** Whether a preloaded allocator really took malloc over is looked up in the trial, not assumed. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KIB, MIB, minorFaults, onlyStep, startTestProbe, temporaryFolder, trialOf } from './fixture.ts';

const folder = temporaryFolder();
const probe = startTestProbe();

function entriesOf(path: string): string[] {
  try {
    return readdirSync(path).map((name) => join(path, name));
  } catch {
    return [];
  }
}

/** The first shared library of that name where distributions put them. */
function findLibrary(pattern: RegExp): string | undefined {
  const roots = ['/usr/lib64', '/lib64', '/usr/lib', '/lib', '/usr/local/lib'];
  const folders = roots.flatMap((root) => [root, ...entriesOf(root).filter((path) => /-linux-/.test(path))]);
  return folders.flatMap(entriesOf).find((path) => pattern.test(path));
}

describe('a preloaded library', () => {
  it.for(['libjemalloc', 'libmimalloc', 'libtcmalloc', 'libtcmalloc_minimal'])(
    'that is an allocator is seen to have taken malloc over: %s',
    async (name, ctx) => {
      const preload = findLibrary(new RegExp(`/${name}\\.so\\.[\\d.]+$`));
      if (!preload) return ctx.skip(`${name} is not installed`);
      const outcome = await probe.runTrial(trialOf({ strategy: 'malloc', sizeBytes: 4 * MIB }, { preload }));
      expect(outcome.preload).toMatchObject({ mapped: true, resolves: true });
      expect(outcome.preload?.mallocFrom).toContain(name);
      const pages = (4 * MIB) / probe.description.pageSizeBytes;
      expect(minorFaults(onlyStep(outcome), 'first-touch')).toBeGreaterThan(pages / 2);
    },
  );

  it('that is no allocator is mapped, and malloc is still that of the C library', async (ctx) => {
    const preload = findLibrary(/\/libm\.so\.6$/);
    if (!preload) return ctx.skip('no libm.so.6: the C library is not glibc');
    const outcome = await probe.runTrial(trialOf({ strategy: 'malloc', sizeBytes: 100 * KIB }, { preload }));
    expect(outcome.preload).toMatchObject({ mapped: true, resolves: false });
    expect(outcome.preload?.mallocFrom).toMatch(/libc/);
    onlyStep(outcome);
  });

  it('that is not there is not mapped', async () => {
    const outcome = await probe.runTrial(trialOf({}, { preload: join(folder, 'libmissing.a') }));
    expect(outcome.preload).toEqual({ mapped: false, resolves: false, mallocFrom: null });
    onlyStep(outcome);
  });

  it('that is a static library is not mapped, however well it is named', async () => {
    const preload = join(folder, 'libstatic.so');
    writeFileSync(preload, '!<arch>\n');
    const outcome = await probe.runTrial(trialOf({}, { preload }));
    expect(outcome.preload).toMatchObject({ mapped: false, resolves: false });
    onlyStep(outcome);
  });

  it('is not reported on where none was asked for', async () => {
    expect((await probe.runTrial(trialOf({}))).preload).toBeUndefined();
  });
});
