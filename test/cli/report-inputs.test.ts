/** What a report takes beside runs: traces, and what `layout --format json` printed. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { gatherReport } from '../../src/cli/report/gather.ts';
import { serializeLayoutJson } from '../../src/exporters/index.ts';
import { makeLayout } from '../../src/layout/index.ts';
import type { Problem } from '../../src/model/problem.ts';
import { renderCharts, renderPage } from '../../src/report/index.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { temporaryFolder } from './fixture.ts';

const fixture = (path: string): string => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
const trace = fixture('traces/malloc-story-tracepoints.jsonl');
const parts = { script: { text: '', sha256: '' }, style: '', attachments: [], leftOut: [] };

function written(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

const layoutText = (name: string): string => serializeLayoutJson(makeLayout(recordedProcess(name)));
const pairText = (): string => `[${layoutText('no-randomization')},${layoutText('pie')}]`;

async function problemOf(path: string): Promise<Problem> {
  return (await gatherReport([path]).catch((error: unknown) => error)) as Problem;
}

describe('a report', () => {
  test('of layouts alone is of their program, with both in one picture', async () => {
    const { report, attachments } = await gatherReport([written('layouts.json', pairText())]);
    expect(report.layouts).toHaveLength(2);
    expect(attachments.map(({ name }) => name)).toEqual(['layouts.json.gz']);
    const page = renderPage(report, parts);
    expect(page).toMatch(/<title>The address space of [^<]+ · firsttouch<\/title>/);
    expect(page).toContain('id="address-space"');
    expect(page).not.toContain('id="cost-against-size"');
    expect(renderCharts(report).map(({ name }) => name)).toEqual(['address-space']);
  });

  test('says which of them are too large for the page', async () => {
    const padding = randomBytes(5 * 2 ** 20).toString('base64');
    const text = layoutText('pie').replace('{', `{"padding":"${padding}",`).replace(/^\{/, '[{');
    const path = written('large.json', `${text}]`);
    const { attachments, leftOut } = await gatherReport([path]);
    expect(attachments).toEqual([]);
    expect(leftOut.map(({ name, left }) => [name, left])).toEqual([
      ['large.json', expect.stringMatching(/^the file \([67]\.\d+ MiB\) takes more than 4 MiB compressed/)],
    ]);
  });

  test('of a trace alone is of its command, and names the file without its folders', async () => {
    const { report } = await gatherReport([trace]);
    expect(report.traces[0]?.trace.file).toBe('malloc-story-tracepoints.jsonl');
    const page = renderPage(report, parts);
    expect(page).toContain('<title>What ./malloc-story did to its memory · firsttouch</title>');
    expect(page).toContain('id="system-calls-and-faults"');
  });

  test('takes runs, traces and layouts together; only runs have letters', async () => {
    const layouts = written('layouts.json', layoutText('pie'));
    const runs = ['post.jsonl', 'sizes.jsonl'].map((name) => fixture(`runs/${name}`));
    const { report } = await gatherReport([layouts, ...runs, trace]);
    expect(report.runs.map(({ letter }) => letter)).toEqual(['A', 'B']);
    expect(report.layouts).toHaveLength(1);
    expect(report.traces).toHaveLength(1);
    expect(report.pairs).toHaveLength(1);
  });

  test('keeps files of one name apart, and refuses the same file twice', async () => {
    const [one, other] = [written('a.json', layoutText('pie')), written('a.json', layoutText('fixed'))];
    const { attachments } = await gatherReport([one, other]);
    expect(attachments.map(({ name }) => name)).toEqual(['1-a.json.gz', '2-a.json.gz']);
    const copy = join(temporaryFolder(), 'copy.json');
    copyFileSync(one, copy);
    await expect(gatherReport([one, copy])).rejects.toThrow(/are the same file, byte for byte/);
  });

  test('says what is wrong with a layout that is cut off, damaged or missing', async () => {
    const cut = await problemOf(written('cut.json', pairText().slice(0, 500)));
    expect(cut).toMatchObject({ code: 'not-a-layout', exitCode: 2 });
    expect(cut.message).toMatch(/cut\.json' cannot be read as a layout: it is not whole JSON/);
    const damaged = await problemOf(written('damaged.json', pairText().replace('"r--p"', '4')));
    expect(damaged).toMatchObject({ code: 'not-a-layout', exitCode: 2 });
    expect(damaged.message).toMatch(/layout 1: items\.\d+\.items\.\d+\.permissions: /);
    expect((await problemOf(written('none.json', '[]'))).message).toMatch(/it has none/);
    expect((await problemOf('/nowhere/layouts.json')).exitCode).toBe(2);
  });

  test('says what is wrong with a trace that is damaged', async () => {
    const damaged = await problemOf(written('t.jsonl', '{"kind":"trace","formatVersion":1}\n'));
    expect(damaged).toMatchObject({ code: 'not-a-trace', exitCode: 2 });
  });
});
