/**
 * The first two words of anonymous memory, through `/proc/PID/mem`: they tell a chunk that malloc mapped from others.
 * Only pages that are there are read: reading another would make the kernel map one, and so change what is looked at.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import type { ProcessImage, Vma } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import { describeReadError } from '../read-text.ts';

const WORDS_BYTES = 16;
const ENTRY_BYTES = 8;
// Bit 63 of an entry. Source: proc_pid_pagemap(5), Documentation/admin-guide/mm/pagemap.rst.
const PRESENT_IN_LAST_BYTE = 0x80;

/** Private, anonymous, writable and without a name; where the usage is known, with something resident. */
function isCandidate(vma: Vma): boolean {
  const { read, write, shared } = vma.permissions;
  return read && write && !shared && vma.path === '' && vma.inode === 0 && vma.usage?.rssBytes !== 0;
}

/** By start address; a word above 2^53 is 0. A VMA whose first page is not there is left out. */
export function readFirstWords(
  pid: number,
  vmas: readonly Vma[],
  pageSizeBytes: number,
  root = '/',
): ProcessImage['firstWords'] {
  return withOpen(root, `/proc/${pid}/pagemap`, (pagemap) =>
    withOpen(root, `/proc/${pid}/mem`, (mem) => {
      const words = new Map<number, readonly [number, number]>();
      const bytes = Buffer.alloc(WORDS_BYTES);
      for (const { start } of vmas.filter(isCandidate)) {
        if (!isPresent(pagemap, start / pageSizeBytes, bytes)) continue;
        if (readAt(mem, bytes, WORDS_BYTES, start)) words.set(start, [wordAt(bytes, 0), wordAt(bytes, 8)]);
      }
      return measured(words);
    }),
  );
}

function isPresent(pagemap: number, page: number, bytes: Buffer): boolean {
  const last = endianness() === 'LE' ? ENTRY_BYTES - 1 : 0;
  return (
    readAt(pagemap, bytes, ENTRY_BYTES, page * ENTRY_BYTES) &&
    ((bytes[last] ?? 0) & PRESENT_IN_LAST_BYTE) !== 0
  );
}

/** Whether all of it could be read: a VMA may be gone by now. */
function readAt(fd: number, bytes: Buffer, lengthBytes: number, position: number): boolean {
  try {
    return readSync(fd, bytes, 0, lengthBytes, position) === lengthBytes;
  } catch {
    return false;
  }
}

function wordAt(bytes: Buffer, at: number): number {
  const word = endianness() === 'LE' ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at);
  return word < 2n ** 53n ? Number(word) : 0;
}

function withOpen<T>(root: string, path: string, use: (fd: number) => Reading<T>): Reading<T> {
  let fd: number;
  try {
    fd = openSync(join(root, path), 'r');
  } catch (error) {
    return unavailable(describeReadError(path, error));
  }
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}
