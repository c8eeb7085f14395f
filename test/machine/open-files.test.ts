/** Who has a file open for writing, seen on real processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findWriter } from '../../src/machine/index.ts';
import { NOTHING } from './fixture.ts';

/** An empty file in a folder that is removed when the test is over. */
function emptyFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-open-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'run.jsonl');
  writeFileSync(path, '');
  return path;
}

/** A process that holds the file open and has said so; it ends with the test, or when its input is closed. */
async function holdOpen(path: string, flags: string): Promise<ChildProcess> {
  const script = `require('fs').openSync(process.argv[1], process.argv[2]); process.stdout.write('open\\n'); process.stdin.resume();`;
  const child = spawn(process.execPath, ['-e', script, path, flags], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`it ended before it opened the file: ${code}`)));
  });
  return child;
}

test.each(['a', 'r+', 'w'])("a process that has the file open as '%s' is its writer", async (flags) => {
  const path = emptyFile();
  const child = await holdOpen(path, flags);
  expect(findWriter(path)).toBe(child.pid);
});

test('a process that only reads the file is not its writer, nor hides one that writes', async () => {
  const path = emptyFile();
  await holdOpen(path, 'r');
  expect(findWriter(path)).toBeUndefined();
  const writer = await holdOpen(path, 'a');
  expect(findWriter(path)).toBe(writer.pid);
});

test('a file that no one has open has no writer, nor has one that this process writes', () => {
  const path = emptyFile();
  expect(findWriter(path)).toBeUndefined();
  const fd = openSync(path, 'a');
  expect(findWriter(path)).toBeUndefined();
  closeSync(fd);
});

test('the writer of a file is found by a symbolic link to it, and is not that of the file beside it', async () => {
  const path = emptyFile();
  const child = await holdOpen(path, 'a');
  symlinkSync(path, `${path}.link`);
  writeFileSync(`${path}.other`, '');
  expect(findWriter(`${path}.link`)).toBe(child.pid);
  expect(findWriter(`${path}.other`)).toBeUndefined();
});

test('a writer that has ended is no writer any more', async () => {
  const path = emptyFile();
  const child = await holdOpen(path, 'a');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
  expect(findWriter(path)).toBeUndefined();
});

test('where processes cannot be listed no writer is seen', () => {
  expect(findWriter(emptyFile(), NOTHING)).toBeUndefined();
});
