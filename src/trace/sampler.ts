/** Reads `smaps_rollup` of a process and its descendants at a rate, as long as they live. */
import { setTimeout as delay } from 'node:timers/promises';
import { readDescendants, readRollup } from '../machine/index.ts';
import { measuredValue } from '../model/reading.ts';
import type { SampleRecord } from '../model/trace.ts';

/** The kernel walks every page table for one reading, with the process's mmap_lock held: more of them would be seen. */
const mostProcesses = 32;

/** A reading may take this share of the sampling's own time; a process too large for its rate is sampled less often. */
const largestShare = 0.02;

function sample(pid: number, atNs: number): SampleRecord | undefined {
  const usage = measuredValue(readRollup(pid));
  if (usage?.rssBytes === undefined) return undefined;
  return {
    kind: 'sample',
    atNs,
    pid,
    rssBytes: usage.rssBytes,
    pssBytes: usage.pssBytes ?? 0,
    anonymousBytes: usage.anonymousBytes ?? 0,
    anonHugePagesBytes: usage.anonHugePagesBytes ?? 0,
    sharedBytes: (usage.sharedCleanBytes ?? 0) + (usage.sharedDirtyBytes ?? 0),
    swapBytes: usage.swapBytes ?? 0,
    lockedBytes: usage.lockedBytes ?? 0,
  };
}

export type Sampling = {
  readonly pid: number;
  /** Whether `pid` itself is of interest, or only what it starts: behind strace it is strace. */
  readonly includesPid: boolean;
  readonly samplesPerSecond: number;
  /** Nanoseconds since the command was launched. */
  readonly now: () => number;
  readonly take: (record: SampleRecord) => void;
  readonly signal: AbortSignal;
};

/** Goes on until the signal is given. Returns how often the rate had to be lowered for the size of the processes. */
export async function sampleResidency(sampling: Sampling): Promise<number> {
  const intervalMs = 1000 / sampling.samplesPerSecond;
  let slowed = 0;
  let lastMs = 0;
  while (!sampling.signal.aborted) {
    const before = performance.now();
    const own = sampling.includesPid ? [sampling.pid] : [];
    for (const pid of [...own, ...readDescendants(sampling.pid)].slice(0, mostProcesses)) {
      const record = sample(pid, sampling.now());
      if (record) sampling.take(record);
    }
    const tookMs = performance.now() - before;
    // One slow reading says nothing of the process: the first finds our own code cold, and any may have lost its CPU.
    const costMs = Math.min(tookMs, lastMs);
    lastMs = tookMs;
    const pauseMs = Math.max(intervalMs - tookMs, costMs / largestShare - tookMs);
    if (pauseMs > intervalMs) slowed++;
    await delay(pauseMs, undefined, { signal: sampling.signal }).catch(() => undefined);
  }
  return slowed;
}
