/** Builds in processes of their own: at once into one cache, and where nothing can be kept. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './fixture.ts';

const folder = temporaryFolder();
const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** src/ as plain JavaScript, beside the C sources as in a checkout: Node 20 runs no TypeScript. */
beforeAll(() => {
  const tsc = join(checkout, 'node_modules/typescript/bin/tsc');
  const options = ['-p', checkout, '--noCheck', '--declaration', 'false', '--outDir', join(folder, 'dist')];
  execFileSync(process.execPath, [tsc, ...options]);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(checkout, 'probe'), join(folder, 'probe'));
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
}, 60_000);

/** The path of the executable that a process of its own built. */
async function buildElsewhere(cacheFolder: string, temporary: string): Promise<string> {
  const program = `
    import { buildProbe } from ${JSON.stringify(join(folder, 'dist/probe/build.js'))};
    import { accessSync, constants } from 'node:fs';
    const built = buildProbe({ cacheFolder: ${JSON.stringify(cacheFolder)} });
    accessSync(built.path, constants.X_OK);
    console.log(built.path);
  `;
  const env = { ...process.env, TMPDIR: temporary };
  const options = ['--input-type=module', '-e', program];
  return (await promisify(execFile)(process.execPath, options, { env })).stdout.trim();
}

describe('builds in several processes', () => {
  it('at once into one cache folder all succeed, and leave one executable', async () => {
    const cacheFolder = join(folder, 'cache');
    const paths = await Promise.all([1, 2, 3].map(() => buildElsewhere(cacheFolder, folder)));
    expect(new Set(paths).size).toBe(1);
    expect(readdirSync(cacheFolder).map((name) => join(cacheFolder, name))).toEqual([paths[0]]);
  });

  it('that could not be kept are removed when their process ends', async () => {
    const inTheWay = join(folder, 'file');
    const temporary = join(folder, 'temporary');
    writeFileSync(inTheWay, '');
    mkdirSync(temporary);
    expect(await buildElsewhere(inTheWay, temporary)).toContain(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
