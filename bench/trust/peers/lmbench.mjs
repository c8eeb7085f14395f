// lmbench's lat_pagefault, on a file in the page cache. It has one workload of its own and cannot compare two programs; asked
// A/A, it runs twice, and the run with the smaller figure wins, once they differ by 1 % when rounded. It prints four decimals
// of a microsecond, which for pages that are cheap to map is little more than 1 % itself.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { askTwice } from '../ask-twice.mjs';
import { parseLatPagefault } from '../output/one-figure-output.mjs';
import { runTool } from '../run-tool.mjs';

export const name = 'lmbench';

/** Debian keeps its programs out of PATH, in a folder named after the architecture. */
const debianFolder = '/usr/lib/lmbench/bin';

function findProgram() {
  const debian = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...debian.map((one) => join(debianFolder, one)),
  ];
  return folders.map((folder) => join(folder, 'lat_pagefault')).find((path) => existsSync(path));
}

/** Why it cannot be asked here, or null. */
export function available() {
  return findProgram()
    ? null
    : 'there is no lat_pagefault here; Debian has lmbench in its non-free section only';
}

/**
 * How many microseconds of work are enough for one reading. lmbench's own driver finds that once and hands it on; without it
 * every start of a program spends a minute on finding it.
 */
const enough = { ENOUGH: '5000', ...process.env };

/** Rule: `bigger-number-wins` on microseconds per page fault (the smaller is the better). */
export function ask(question) {
  const program = findProgram();
  const file = join(question.folder, 'lat-pagefault-file');
  writeFileSync(file, Buffer.alloc(64 * 2 ** 20, 1));
  try {
    return askTwice(question, 'lmbench lat_pagefault', () => {
      const { stdout, stderr } = runTool(program, [file], { env: enough });
      return { 'bigger-number-wins': parseLatPagefault(stdout + stderr) };
    });
  } finally {
    rmSync(file, { force: true });
  }
}
