/** Run files for the tests: a folder of their own, a short valid file, and reading one to the end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import type { RunHeader, RunRecord } from '../../src/model/run.ts';
import { serializeRunLine } from '../../src/model/run-line.ts';
import { type RunFileReading, readRun } from '../../src/runner/index.ts';
import { comparisonOf, headerOf, machineState, planOf, trialOf } from '../analysis/fixture.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-runs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const header: RunHeader = headerOf(planOf(comparisonOf()));

/** What a witness trial adds: memory after each phase, and the system calls of each. */
const witness = trialOf({
  role: 'witness',
  calls: { state: 'measured', value: [[[{ name: 'mmap', count: 1, bytes: 4096 }], [], [], []]] },
});
const memory = { rssBytes: 1, pssBytes: null, anonHugeBytes: 0, peakRssBytes: null };
const seen = witness.steps.map((step) => ({ ...step, memory: [memory, memory], region: 'heap' }));

export const records: readonly RunRecord[] = [
  ...[0, 1, 2].map((arm) => trialOf({ arm, position: arm })),
  ...[0, 1].map((arm) => ({ ...witness, arm, steps: seen })),
  { kind: 'event', what: 'repaired', atMs: 3, sentence: 'a pause, and a name beyond ASCII: Zürich' },
  ...[2, 0, 1].map((arm, position) => trialOf({ arm, position, block: 109 })),
  { kind: 'end', reason: 'decided', atMs: 9, sentence: 'done', after: machineState, changes: [] },
];

/** The valid file, line by line, each with its newline. */
export const lines: readonly string[] = [header, ...records].map((record) => serializeRunLine(record));

/** What reading came to: the records and the result, or the Problem. Anything else thrown fails the test. */
export function readAll(
  path: string,
):
  | { readonly reading: RunFileReading; readonly records: readonly RunRecord[] }
  | { readonly problem: Problem } {
  const taken: RunRecord[] = [];
  try {
    const reading = readRun(
      path,
      () => undefined,
      (record) => taken.push(record),
    );
    return { reading, records: taken };
  } catch (error) {
    if (error instanceof Problem) return { problem: error };
    throw error;
  }
}

/** The message of the Problem that a file of this content is answered with. */
export function messageFor(path: string, content: string | Uint8Array): string {
  writeFileSync(path, content);
  const read = readAll(path);
  return 'problem' in read ? read.problem.message : `it was read: ${read.records.length} records`;
}
