/** The post's two layouts: taken from life at the end of its run, kept in the run file, drawn by its report. */
import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { computeFindings } from '../../src/analysis/index.ts';
import { gatherReport } from '../../src/cli/report/gather.ts';
import { postBytes, readPostLayouts } from '../../src/cli/report/post-layouts.ts';
import { loadRun } from '../../src/cli/run-session.ts';
import { serializeLayoutJson } from '../../src/exporters/index.ts';
import { makeLayout } from '../../src/layout/index.ts';
import { Problem } from '../../src/model/problem.ts';
import type { LayoutRecord } from '../../src/model/run.ts';
import { serializeRunLine } from '../../src/model/run-line.ts';
import { buildProbe } from '../../src/probe/index.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { temporaryFolder } from './fixture.ts';

const post = fileURLToPath(new URL('../fixtures/runs/post.jsonl', import.meta.url));

function layoutRecord(recorded: string, title: string): LayoutRecord {
  const layout: unknown = JSON.parse(serializeLayoutJson(makeLayout(recordedProcess(recorded))));
  return { kind: 'event', what: 'layout', atMs: 9, sentence: 'it was looked at', title, layout };
}

/** The recorded run with such lines behind it. */
function runWith(...records: readonly LayoutRecord[]): string {
  const path = join(temporaryFolder(), 'post.jsonl');
  copyFileSync(post, path);
  for (const record of records) appendFileSync(path, serializeRunLine(record));
  return path;
}

const both = [layoutRecord('no-randomization', 'ASLR off'), layoutRecord('pie', 'ASLR on')];

describe('layouts in a run file', () => {
  test('are drawn by its report, with the letter of the run where there are several', async () => {
    const alone = await gatherReport([runWith(...both)]);
    expect(alone.report.layouts.map(({ title, letter }) => [title, letter])).toEqual([
      ['ASLR off', ''],
      ['ASLR on', ''],
    ]);
    const sizes = fileURLToPath(new URL('../fixtures/runs/sizes.jsonl', import.meta.url));
    const beside = await gatherReport([sizes, runWith(...both)]);
    expect(beside.report.layouts.map(({ letter }) => letter)).toEqual(['B', 'B']);
  });

  test('change no finding, and say nothing of the machine', () => {
    const [without, withThem] = [post, runWith(...both)].map((path) => loadRun(path).analysis);
    expect(computeFindings(withThem!)).toEqual(computeFindings(without!));
    expect(withThem!.layouts).toHaveLength(2);
    expect(withThem!.events).toEqual(without!.events);
  });

  test('leave a run as ended and as far as it was', () => {
    const [without, withThem] = [post, runWith(...both)].map((path) => loadRun(path));
    expect(withThem!.analysis.end).toEqual(without!.analysis.end);
    expect(withThem!.progress).toEqual(without!.progress);
  });

  test('that are damaged, or from a newer firsttouch, are left out: the run is whole without', async () => {
    const damaged = { ...both[0]!, layout: { items: 1 } };
    const untitled = { ...both[0]!, title: 7 as unknown as string };
    const { report } = await gatherReport([runWith(damaged, untitled, both[1]!)]);
    expect(report.layouts.map(({ title }) => title)).toEqual(['ASLR on']);
    expect(report.runs).toHaveLength(1);
  });
});

describe("the post's program", () => {
  test('has buffers of the size that the run repeated it with', () => {
    expect(postBytes(loadRun(post).analysis.header)).toBeGreaterThan(0);
  });

  test('is held at its end without randomisation and with it, both buffers resident', async (context) => {
    const sizeBytes = 4 * 2 ** 20;
    const records = await readPostLayouts(sizeBytes, 5, buildProbe()).catch((error: unknown) => {
      if (error instanceof Problem && error.exitCode === 3) return context.skip(error.message);
      throw error;
    });
    expect(records.map(({ title, atMs }) => [title, atMs])).toEqual([
      ['ASLR off', 5],
      ['ASLR on', 5],
    ]);
    const path = runWith(...records);
    const { report } = await gatherReport([path]);
    expect(report.layouts.map(({ layout }) => layout.name)).toEqual(Array(2).fill("the post's program"));
    for (const { layout } of report.layouts) {
      expect(layout.totals.usage?.residentBytes).toBeGreaterThan(2 * sizeBytes);
      expect(layout.caveats.join()).toContain('4 MiB from malloc, filled with 0');
    }
  });
});
