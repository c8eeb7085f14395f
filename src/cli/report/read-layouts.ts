/** What `firsttouch layout --format json` printed, from its file: one layout, or two of one program (`--aslr`). */
import { readFileSync } from 'node:fs';
import type { Layout } from '../../model/layout.ts';
import { parseLayoutDocument } from '../../model/layout-document.ts';
import { Problem } from '../../model/problem.ts';

/** More than these nobody compares on a page. */
const mostLayouts = 20;

function notLayouts(path: string, why: string): Problem {
  return new Problem(
    'not-a-layout',
    `'${path}' cannot be read as a layout: ${why}`,
    'name a file that `firsttouch layout --format json` printed, or a run or a trace',
  );
}

function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw notLayouts(path, code ?? message);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notLayouts(path, `it is not whole JSON (${(error as Error).message})`);
  }
}

/** Throws a Problem (exit code 2) that names what is wrong, and where. */
export function readLayouts(path: string): Layout[] {
  const document = parse(path);
  const several = Array.isArray(document);
  const documents: readonly unknown[] = several ? document : [document];
  if (documents.length === 0) throw notLayouts(path, 'it has none');
  if (documents.length > mostLayouts)
    throw notLayouts(path, `it has ${documents.length} of them, and ${mostLayouts} can be shown`);
  return documents.map((one, index) => {
    const parsed = parseLayoutDocument(one);
    if ('layout' in parsed) return parsed.layout;
    throw notLayouts(path, several ? `layout ${index + 1}: ${parsed.wrong}` : parsed.wrong);
  });
}
