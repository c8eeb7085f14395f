/** Starts the program of the recordings for a test: compiled once in a folder of its own, killed when the test is over. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';

const source = fileURLToPath(new URL('../../fixtures/processes/programs/laid-out.c', import.meta.url));

/** A process that runs until the test is over, and has said that it is ready. */
export async function startReady(
  command: string,
  words: readonly string[],
  cwd?: string,
): Promise<ChildProcess & { pid: number }> {
  const child = spawn(command, words, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code} before it was ready`)));
  });
  return child as ChildProcess & { pid: number };
}

/** Compiles the program; answers what starts it with the kinds of memory that it is to have. */
export function compileLaidOut(): (...kinds: string[]) => Promise<ChildProcess & { pid: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-laid-out-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'laid-out');
  execFileSync(process.env.CC || 'cc', ['-O0', '-o', program, source, '-pthread'], { stdio: 'inherit' });
  return (...kinds) => startReady(program, kinds, folder);
}
