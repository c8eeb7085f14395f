/** The recorded processes of these tests, and lines that a kernel would write for a VMA. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProcess } from '../../../src/machine/index.ts';
import type { ProcessImage } from '../../../src/model/process-image.ts';
import { measured, type Reading } from '../../../src/model/reading.ts';

/** The number that every recorded process has. */
export const RECORDED_PID = 4242;

const folder = fileURLToPath(new URL('../../fixtures/processes', import.meta.url));

export const recordedNames: readonly string[] = readdirSync(folder).filter((name) =>
  /^(?!programs$)[\w-]+$/.test(name),
);

export function recordedRoot(name: string): string {
  return join(folder, name);
}

/** The text of one of its kernel files. */
export function recordedText(name: string, file: string): string {
  return readFileSync(join(folder, name, 'proc', String(RECORDED_PID), file), 'utf8');
}

/** The whole process; its first words come from beside the tree, since `/proc/PID/mem` is too large for one. */
export function recordedProcess(name: string): ProcessImage {
  const root = recordedRoot(name);
  const words = JSON.parse(readFileSync(join(root, 'first-words.json'), 'utf8')) as [
    number,
    [number, number],
  ][];
  return { ...readProcess(RECORDED_PID, { root, stopped: true }), firstWords: measured(new Map(words)) };
}

/** Why there is no value. */
export function reasonOf(reading: Reading<unknown>): string {
  if (reading.state === 'measured') throw new Error(`there is a value: ${JSON.stringify(reading.value)}`);
  return reading.reason;
}
