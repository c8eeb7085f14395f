/**
 * A trial that stands still while it is looked at: its preload is a FIFO, and opening one to read waits for a writer. It has
 * all its conditions by then, and no clock decides how long it lasts.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { Probe, TrialOutcome, TrialRequest } from '../../src/model/probe.ts';
import type { BuiltProbe } from '../../src/probe/build.ts';
import { startProbe } from '../../src/probe/supervisor.ts';
import { trialOf } from './fixture.ts';

export type HeldTrial = {
  readonly probe: Probe;
  readonly supervisorPid: number;
  readonly trialPid: number;
  /** The outcome, or the error with which the request was rejected. */
  readonly outcome: Promise<TrialOutcome | Error>;
  readonly fifo: string;
  /** Lets the trial go on: the loader finds that the FIFO is no library, and ignores it. */
  release(): Promise<void>;
};

const WAIT = { timeout: 10_000, interval: 5 };
let fifos = 0;

/** One file of /proc/<pid>, or undefined where the process has gone. */
export function readProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** "pid (comm) state ppid ...": comm may hold anything, so what follows its last bracket is read. */
function statOf(pid: number): { state: string; parent: number } | undefined {
  const fields = readProcess(pid, 'stat')?.split(') ').pop()?.split(' ');
  return fields?.[0] && fields[1] ? { state: fields[0], parent: Number(fields[1]) } : undefined;
}

export function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return all.filter((one) => statOf(one)?.parent === pid);
}

/** Whether that process still runs; one that only waits to be collected does not. */
export function isRunning(pid: number): boolean {
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

export async function untilGone(pid: number): Promise<void> {
  await vi.waitUntil(() => !isRunning(pid), WAIT);
}

/** Waits for the child of that process whose command line holds the argument: it is past exec then. */
async function untilChild(parent: number, known: readonly number[], argument: string): Promise<number> {
  const found = await vi.waitUntil(() => {
    const fresh = childrenOf(parent).filter((pid) => !known.includes(pid));
    return fresh.find((pid) => readProcess(pid, 'cmdline')?.split('\0').includes(argument));
  }, WAIT);
  return found as number;
}

async function openForWriting(fifo: string): Promise<void> {
  const fd = await vi.waitUntil(() => {
    try {
      return openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch {
      return undefined; // ENXIO: nobody waits for it yet
    }
  }, WAIT);
  closeSync(fd as number);
}

/** A FIFO to preload: whoever loads it waits until it is opened for writing. */
export function makeFifo(folder: string): string {
  const fifo = join(folder, `fifo-${fifos++}`);
  execFileSync('mkfifo', [fifo]);
  return fifo;
}

/** Starts a supervisor and holds its first trial. Both are gone when the test ends, however it ends. */
export async function holdTrial(
  built: BuiltProbe,
  folder: string,
  request: Partial<TrialRequest> = {},
): Promise<HeldTrial> {
  const fifo = makeFifo(folder);
  const before = childrenOf(process.pid);
  const probe = startProbe(built);
  onTestFinished(() => probe.close());
  const supervisorPid = await untilChild(process.pid, before, '--serve');
  const outcome = probe.runTrial(trialOf({}, { preload: fifo, ...request })).catch((error: Error) => error);
  const trialPid = await untilChild(supervisorPid, [], '--trial');
  return { probe, supervisorPid, trialPid, outcome, fifo, release: () => openForWriting(fifo) };
}
