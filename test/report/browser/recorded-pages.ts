/** Which pages are tested whole: a run of each kind, two runs on one page, a trace, and layouts. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeLayoutJson } from '../../../src/exporters/index.ts';
import { makeLayout } from '../../../src/layout/index.ts';
import { recordedProcess } from '../../machine/process/fixture.ts';
import { recordedPath } from '../recorded-report.tsx';

const layouts = 'layouts.json';

export const recordedPages: readonly { readonly name: string; readonly files: readonly string[] }[] = [
  ['post.jsonl'],
  ['sizes.jsonl'],
  ['claims.jsonl'],
  ['sharing.jsonl'],
  ['commands.jsonl'],
  ['post.jsonl', 'sizes.jsonl'],
  ['../traces/malloc-story-tracepoints.jsonl'],
  [layouts],
].map((files) => ({ name: files.join(' and '), files }));

/** Where a file of `recordedPages` is; layouts are made from recorded processes, into the folder. */
export function inputPath(file: string, folder: string): string {
  if (file !== layouts) return recordedPath(file);
  const path = join(folder, layouts);
  const texts = ['no-randomization', 'pie'].map((name) =>
    serializeLayoutJson(makeLayout(recordedProcess(name))),
  );
  if (!existsSync(path)) writeFileSync(path, `[${texts.join(',')}]`);
  return path;
}
