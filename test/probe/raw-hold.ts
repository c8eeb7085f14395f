/** Speaks to `--hold` line by line, as a process that can be asked, hung up on and killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { BuiltProbe } from '../../src/probe/build.ts';

export type RawHold = {
  readonly child: ChildProcess;
  /** The next line, parsed; undefined where the probe has gone. */
  next(): Promise<Record<string, unknown> | undefined>;
  /** The next line of the command's output. */
  output(): Promise<string>;
  order(line: string): void;
  hangUp(): void;
  readonly gone: Promise<{ readonly code: number | null; readonly signal: string | null }>;
};

/** Starts it as the leader of a process group of its own, which a test may send signals to. */
export function startRawHold(
  built: BuiltProbe,
  request: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): RawHold {
  const child = spawn(built.path, ['--hold', request, ...words], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe', 'pipe'],
    detached: true,
    env,
  });
  const lines = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]();
  const printed = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const orders = child.stdio[4] as Writable;
  orders.on('error', () => {});
  child.stdin?.on('error', () => {});
  return {
    child,
    async next() {
      const { value, done } = await lines.next();
      return done ? undefined : JSON.parse(value);
    },
    output: async () => String((await printed.next()).value),
    order: (line) => void orders.write(`${line}\n`),
    hangUp: () => void orders.destroy(),
    gone: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal }))),
  };
}

/** The processes whose arguments hold the text. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!(pid > 0) || pid === process.pid) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}

/** Waits until no process has the text among its arguments; those that still had it after ten seconds. */
export async function whenGone(text: string): Promise<number[]> {
  for (let tries = 0; tries < 500 && processesWith(text).length > 0; tries++) await setTimeout(20);
  return processesWith(text);
}
