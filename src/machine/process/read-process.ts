/** Reads everything that is told of one process's address space, or says why it cannot be read. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../model/problem.ts';
import type { AuxiliaryVector, ProcessImage, ProcessStat } from '../../model/process-image.ts';
import { mapReading, measuredValue, type Reading, unavailable } from '../../model/reading.ts';
import { describeReadError, readNames, readParsed } from '../read-text.ts';
import { parseAuxv } from './auxv.ts';
import { parseCommandWords } from './command-words.ts';
import { readElfImage } from './elf-image.ts';
import { architectureOf, isOwnProgram, readExecutable } from './executable.ts';
import { readFirstWords } from './first-words.ts';
import { readLayoutSysctls } from './layout-sysctls.ts';
import { readLibraries } from './library-images.ts';
import { parseLimits } from './limits.ts';
import { parsePersonality } from './personality.ts';
import {
  endedWhileRead,
  hasEnded,
  isKernelThread,
  noMemory,
  noSuchProcess,
  notOurs,
  notReadable,
} from './process-refusals.ts';
import { ReadRefused, readVmas, type VmasRead } from './read-vmas.ts';
import { readRollup } from './smaps-rollup.ts';
import { type IdentifiedStat, parseStat } from './stat.ts';
import { parseStatus } from './status.ts';
import { readThreads } from './threads.ts';

const DEFAULT_PAGE_BYTES = 4096;
// Of a process that executes one program after another.
const MOST_ATTEMPTS = 3;

export type ReadProcessOptions = {
  /** The root of the file system to read. */
  readonly root?: string;
  /** The caller holds the process, so that nothing moves. */
  readonly stopped?: boolean;
  /** Whether `smaps` is read; it takes about 10 us for a VMA. */
  readonly usage?: boolean;
};

/**
 * Reads the process, with its usage unless that is refused. What the kernel does not tell is an unavailable reading. Throws a
 * `Problem` (exit code 3) where there is no such process, it has no memory, is not ours, or ended while it was read.
 */
export function readProcess(pid: number, options: ReadProcessOptions = {}): ProcessImage {
  let changed: Problem | undefined;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const image = readOnce(pid, options);
    if (!(image instanceof Problem)) return image;
    changed = image;
  }
  throw changed ?? endedWhileRead(pid);
}

/** The image; a problem that another attempt may not meet is returned, since a process that executes a program goes on. */
function readOnce(pid: number, options: ReadProcessOptions): ProcessImage | Problem {
  const { root = '/', stopped = false, usage = true } = options;
  const before = readLiving(pid, root);
  const read = attemptVmas(pid, root, stopped, usage);
  if (read.state === 'unavailable') throw notReadable(pid, read.reason);
  const image = read.value.vmas.length > 0 ? readRest(pid, root, read.value) : undefined;
  const after = measuredValue(readStat(pid, root));
  // Where no stat is understood at all, what else was read stands.
  if (after?.ending === true || (after === undefined && !(before === undefined && image !== undefined)))
    throw endedWhileRead(pid);
  if (before !== undefined && !isSameProgram(before, after)) return endedWhileRead(pid);
  return image ?? noMemory(pid, after?.name ?? `process ${pid}`);
}

function readStat(pid: number, root: string): Reading<IdentifiedStat> {
  return readParsed(root, `/proc/${pid}/stat`, parseStat);
}

/** The stat of a process that has memory; undefined where the line is not understood. */
function readLiving(pid: number, root: string): IdentifiedStat | undefined {
  if (!exists(pid, root)) throw noSuchProcess(pid);
  const stat = measuredValue(readStat(pid, root));
  if (stat?.kernelThread === true) throw isKernelThread(pid, stat.name);
  if (stat !== undefined && hasNoMemoryLeft(stat)) throw hasEnded(pid, stat, otherThread(pid, root, stat));
  return stat;
}

/** The folder is seen even where its files are not (a /proc that is mounted with hidepid=1). */
function exists(pid: number, root: string): boolean {
  return statSync(join(root, `/proc/${pid}`), { throwIfNoEntry: false }) !== undefined;
}

function hasNoMemoryLeft(stat: IdentifiedStat): boolean {
  return /^[ZXx]$/.test(stat.state);
}

function otherThread(pid: number, root: string, stat: IdentifiedStat): number | undefined {
  if (stat.threads < 2) return undefined;
  const names = measuredValue(readNames(root, `/proc/${pid}/task`)) ?? [];
  return names.map(Number).find((tid) => tid !== pid);
}

function isSameProgram(before: IdentifiedStat, after: IdentifiedStat | undefined): boolean {
  return (
    after !== undefined &&
    after.startTimeTicks === before.startTimeTicks &&
    after.startStack === before.startStack &&
    after.startCode === before.startCode
  );
}

function attemptVmas(pid: number, root: string, stopped: boolean, usage: boolean): Reading<VmasRead> {
  try {
    return readVmas(pid, root, stopped, usage);
  } catch (error) {
    if (!(error instanceof ReadRefused)) throw error;
    if (error.code === 'EACCES' || error.code === 'EPERM') throw notOurs(pid, root, error.code);
    if (error.code === 'ESRCH' || !exists(pid, root)) throw endedWhileRead(pid);
    return unavailable(error.message);
  }
}

function readRest(pid: number, root: string, read: VmasRead): ProcessImage {
  const at = (name: string): string => `/proc/${pid}/${name}`;
  const auxiliaryVector = readAuxv(root, at('auxv'));
  const vector = measuredValue(auxiliaryVector);
  const elf = readElfImage(at('exe'), root);
  return {
    pid,
    architecture: architectureOf(elf),
    command: readParsed(root, at('cmdline'), parseCommandWords),
    executable: readExecutable(pid, read.vmas, vector?.entry, root),
    ...(isOwnProgram(pid, root) ? { readerRunsIt: true } : {}),
    ...read,
    rollup: readRollup(pid, root),
    stat: mapReading(readStat(pid, root), plainStat),
    status: readParsed(root, at('status'), parseStatus),
    auxiliaryVector,
    personality: readParsed(root, at('personality'), parsePersonality),
    limits: readParsed(root, at('limits'), parseLimits),
    elf,
    libraries: readLibraries(pid, read.vmas, root),
    threads: readThreads(pid, root),
    firstWords: readFirstWords(pid, read.vmas, vector?.pageSizeBytes ?? DEFAULT_PAGE_BYTES, root),
    sysctls: readLayoutSysctls(root),
  };
}

function readAuxv(root: string, path: string): Reading<AuxiliaryVector> {
  try {
    return parseAuxv(readFileSync(join(root, path)), path);
  } catch (error) {
    return unavailable(describeReadError(path, error));
  }
}

function plainStat(stat: IdentifiedStat): ProcessStat {
  const { kernelThread: _, ending: __, startTimeTicks: ___, ...plain } = stat;
  return plain;
}
