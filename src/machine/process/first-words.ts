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
const BLOCK_ENTRIES = 64;
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
      const pages = new PagesPresent(pagemap);
      for (const vma of vmas.filter(isCandidate)) {
        const { start } = vma;
        if (!isAllResident(vma) && !pages.has(start / pageSizeBytes)) continue;
        if (readAt(mem, bytes, WORDS_BYTES, start)) words.set(start, [wordAt(bytes, 0), wordAt(bytes, 8)]);
      }
      return measured(words);
    }),
  );
}

/** `Rss` counts no page that is not there, and not the zero page. */
function isAllResident({ start, end, usage }: Vma): boolean {
  return usage?.rssBytes === end - start;
}

/** Which pages are there, by blocks of entries: neighbouring VMAs are small when there are many. */
class PagesPresent {
  readonly #fd: number;
  readonly #entries = Buffer.alloc(BLOCK_ENTRIES * ENTRY_BYTES);
  #block = -1;

  constructor(fd: number) {
    this.#fd = fd;
  }

  has(page: number): boolean {
    const block = Math.floor(page / BLOCK_ENTRIES);
    if (block !== this.#block) {
      this.#block = block;
      const position = block * this.#entries.length;
      if (!readAt(this.#fd, this.#entries, this.#entries.length, position)) this.#entries.fill(0);
    }
    const last = (page % BLOCK_ENTRIES) * ENTRY_BYTES + (endianness() === 'LE' ? ENTRY_BYTES - 1 : 0);
    return ((this.#entries[last] ?? 0) & PRESENT_IN_LAST_BYTE) !== 0;
  }
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
