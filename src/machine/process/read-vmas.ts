/** Reads `maps` and `smaps` of a process so that both tell of the same moment, as far as that can be had. */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessImage, Vma } from '../../model/process-image.ts';
import { measured, type Reading } from '../../model/reading.ts';
import { describeReadError } from '../read-text.ts';
import { parseMaps } from './maps.ts';
import { parseSmaps } from './smaps.ts';

/** Reads of `maps` until two agree, at most so many pairs; a walk of a large `smaps` lies between them and takes a second. */
const MOST_ATTEMPTS = 4;
const CHUNK_BYTES = 256 * 1024;

/** What `fs` answered where a file of the process could not be read. */
export class ReadRefused extends Error {
  readonly code: string;

  constructor(path: string, cause: unknown) {
    super(describeReadError(path, cause), { cause });
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  }
}

export type VmasRead = Pick<ProcessImage, 'vmas' | 'consistency' | 'usageReason'>;

/** The file in pieces; the buffer is used again. The kernel hands out a page at a time, which is gathered. */
function* chunksOf(root: string, path: string): Generator<Buffer> {
  let fd: number | undefined;
  try {
    fd = openSync(join(root, path), 'r');
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      let length = 0;
      let got = 0;
      while (length < CHUNK_BYTES && (got = readSync(fd, buffer, length, CHUNK_BYTES - length, null)) > 0)
        length += got;
      if (length > 0) yield buffer.subarray(0, length);
      if (got === 0) return;
    }
  } catch (error) {
    throw new ReadRefused(path, error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

type ParseVmas = (chunks: Iterable<Buffer>, path: string) => Reading<readonly Vma[]>;

function readVmaFile(root: string, path: string, parse: ParseVmas): Reading<readonly Vma[]> {
  return parse(chunksOf(root, path), path);
}

function sameVma(a: Vma, b: Vma | undefined): boolean {
  return (
    b !== undefined &&
    a.start === b.start &&
    a.end === b.end &&
    a.permissions === b.permissions &&
    a.offsetBytes === b.offsetBytes &&
    a.inode === b.inode &&
    a.device === b.device &&
    a.path === b.path &&
    a.deleted === b.deleted
  );
}

function agree(a: readonly Vma[], b: readonly Vma[]): boolean {
  return a.length === b.length && a.every((vma, i) => sameVma(vma, b[i]));
}

/** The usage, or why this kernel does not tell it. That the process is gone is thrown. */
function readUsage(root: string, pid: number): Reading<readonly Vma[]> {
  const path = `/proc/${pid}/smaps`;
  try {
    return readVmaFile(root, path, parseSmaps);
  } catch (error) {
    if (error instanceof ReadRefused && error.code !== 'ESRCH')
      return { state: 'unavailable', reason: error.message };
    throw error;
  }
}

/**
 * The VMAs, with their usage where it is asked for and can be had. The reads that must agree are `maps`, `smaps` where it is
 * read, and `maps` again. Throws `ReadRefused` where `maps` cannot be read.
 */
export function readVmas(pid: number, root: string, stopped: boolean, usage: boolean): Reading<VmasRead> {
  const path = `/proc/${pid}/maps`;
  let before = readVmaFile(root, path, parseMaps);
  let usageReason = usage ? undefined : 'it was not asked for';
  for (let attempt = 1; ; attempt++) {
    if (before.state === 'unavailable') return before;
    const found: Reading<readonly Vma[]> = usageReason === undefined ? readUsage(root, pid) : before;
    if (found.state === 'unavailable') usageReason = found.reason;
    const vmas = found.state === 'measured' ? found.value : before.value;
    if (stopped && agree(before.value, vmas)) return measured(vmasRead(vmas, 'stopped', usageReason));
    const after = readVmaFile(root, path, parseMaps);
    if (after.state === 'unavailable') return after;
    if (agree(before.value, vmas) && agree(vmas, after.value))
      return measured(vmasRead(vmas, 'agreed', usageReason));
    if (attempt === MOST_ATTEMPTS) return measured(vmasRead(vmas, 'moving', usageReason));
    before = after;
  }
}

function vmasRead(
  vmas: readonly Vma[],
  consistency: VmasRead['consistency'],
  reason: string | undefined,
): VmasRead {
  return reason === undefined ? { vmas, consistency } : { vmas, consistency, usageReason: reason };
}
