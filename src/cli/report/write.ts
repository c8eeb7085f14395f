/** A report into its file, or its charts into a folder. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCharts, renderPage } from '../../report/index.ts';
import { makeFolderOf } from '../make-folder.ts';
import { unwritable } from '../require-writable.ts';
import { readClient } from './client.ts';
import type { Gathered } from './gather.ts';

/** Written beside it and renamed: a page that is open meanwhile stays whole. */
export function writePage({ report, ...files }: Gathered, path: string): void {
  const html = renderPage(report, { ...readClient(), ...files });
  makeFolderOf(path, 'report');
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, html);
    renameSync(fresh, path);
  } catch (error) {
    if (existsSync(fresh)) rmSync(fresh);
    throw unwritable('report', path, error, '-o FILE');
  }
}

/** One SVG for each chart; returns their paths. */
export function writeCharts({ report }: Gathered, folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true });
    return renderCharts(report).map(({ name, svg }) => {
      const path = join(folder, `${name}.svg`);
      writeFileSync(path, svg);
      return path;
    });
  } catch (error) {
    throw unwritable('pictures', folder, error, '--svg DIR');
  }
}
