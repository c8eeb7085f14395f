/** The command line as a user types it: `node dist/cli/main.js` in a folder of its own, which is removed afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';
import type { FindingsDocument } from '../../src/model/finding.ts';

export const main: string = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Where this test file's probe is compiled: its processes are known by it. */
const cache = mkdtempSync(join(tmpdir(), 'firsttouch-cache-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Where this test file's runs keep their ledger: never the user's own. */
const state = mkdtempSync(join(tmpdir(), 'firsttouch-state-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Outcome = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A command under way. */
export type Started = { readonly child: ChildProcess; readonly ended: Promise<Outcome> };

/** Starts any command in the folder; nothing of the colour settings outside reaches it. */
export function start(
  command: readonly string[],
  folder: string,
  environment: Record<string, string> = {},
): Started {
  const colourless = { NO_COLOR: undefined, FORCE_COLOR: undefined };
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: folder,
    env: { ...process.env, ...colourless, XDG_CACHE_HOME: cache, XDG_STATE_HOME: state, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => (texts.stdout += piece));
  child.stderr.on('data', (piece) => (texts.stderr += piece));
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...texts }));
  });
  return { child, ended };
}

export function startFirsttouch(args: readonly string[], folder: string): Started {
  return start([process.execPath, main, ...args], folder);
}

/** `firsttouch ...args` to its end. */
export function firsttouch(
  args: readonly string[],
  folder: string,
  environment: Record<string, string> = {},
): Promise<Outcome> {
  return start([process.execPath, main, ...args], folder, environment).ended;
}

/** The smallest run there is, to the file `run.jsonl` of the folder. */
export const tinyRun: readonly string[] =
  'run malloc-vs-mmap --no-why --size 4KiB --blocks 3 --budget 5s --seed 7 --out run.jsonl'.split(' ');

export function parseFindings(outcome: Outcome): FindingsDocument {
  return JSON.parse(outcome.stdout) as FindingsDocument;
}

/** A run file's whole lines, parsed. */
export function readRecords(path: string): Record<string, unknown>[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Asks again every 20 ms until it is so; after so many times it gives up, and the test fails on what it saw. */
export async function eventually(isSo: () => boolean, times = 750): Promise<boolean> {
  for (let time = 0; time < times; time++) {
    if (isSo()) return true;
    await delay(20);
  }
  return isSo();
}

/** The number of timed trials in a run file that may not be there yet. */
export function countTimed(path: string): number {
  try {
    return readFileSync(path, 'utf8').split('"role":"timed"').length - 1;
  } catch {
    return 0;
  }
}

function executableOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

/** The processes that run a probe compiled by this test file. */
export function probesAlive(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => executableOf(pid).startsWith(cache));
}

/** The lines over 80 columns that could have been broken: what stands in quotes or paths counts as one word. */
export function tooLong(text: string): string[] {
  return text.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
}
