// Writes trials to a run file without end: what the tests of the journal kill, and run out of room.
// node journal-writer.mjs DIST FILE HEADER; prints 'ready' once the header is written, then the code of a Problem.
import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [dist, file, headerFile] = process.argv.slice(2);
const { createJournal } = await import(pathToFileURL(`${dist}/runner/journal.js`).href);
const header = JSON.parse(readFileSync(headerFile, 'utf8'));
try {
  const journal = createJournal(file, header);
  writeSync(1, 'ready\n');
  for (let block = 0; ; block++) {
    const samples = [[block, 0, 0, 0, 0, 0, 0], null, null, null];
    const place = { role: 'timed', stage: 0, cell: 0, block, position: 0, arm: 0 };
    const end = { how: 'exit', code: 0 };
    const steps = [{ address: 4096, samples }];
    journal.append({ kind: 'trial', ...place, atMs: 0, wallNs: 1, end, steps });
  }
} catch (error) {
  writeSync(1, `${error.name} ${error.code} ${error.message}\n`);
}
