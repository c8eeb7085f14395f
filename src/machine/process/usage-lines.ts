/**
 * The lines `Key: value` that `smaps` and `smaps_rollup` write for a VMA.
 * Source: proc_pid_smaps(5); fs/proc/task_mmu.c, __show_smap, show_smap and show_smap_vma_flags.
 */
import type { VmaUsage } from '../../model/process-image.ts';

type Writable = { -readonly [Key in keyof VmaUsage]: VmaUsage[Key] };
type SizeField = Exclude<keyof VmaUsage, 'thpEligible' | 'vmFlags'>;
/** What a key is for: a size, one of three that are read apart, or nothing of ours. */
type Meaning = { readonly key: Buffer; readonly field: SizeField | 'size' | 'thpEligible' | 'vmFlags' | '' };

const SPACE = 32;
const COLON = 58;
const BYTES_PER_KERNEL_KB = 1024;
const LONGEST_KEY_BYTES = 64;

const fields: Readonly<Record<string, Meaning['field']>> = {
  Size: 'size',
  KernelPageSize: 'kernelPageSizeBytes',
  MMUPageSize: 'mmuPageSizeBytes',
  Rss: 'rssBytes',
  Pss: 'pssBytes',
  Shared_Clean: 'sharedCleanBytes',
  Shared_Dirty: 'sharedDirtyBytes',
  Private_Clean: 'privateCleanBytes',
  Private_Dirty: 'privateDirtyBytes',
  Referenced: 'referencedBytes',
  Anonymous: 'anonymousBytes',
  LazyFree: 'lazyFreeBytes',
  AnonHugePages: 'anonHugePagesBytes',
  ShmemPmdMapped: 'shmemPmdMappedBytes',
  FilePmdMapped: 'filePmdMappedBytes',
  Shared_Hugetlb: 'sharedHugetlbBytes',
  Private_Hugetlb: 'privateHugetlbBytes',
  Swap: 'swapBytes',
  SwapPss: 'swapPssBytes',
  Locked: 'lockedBytes',
  THPeligible: 'thpEligible',
  VmFlags: 'vmFlags',
};

/** Whether the line can only be a key's: a word and a colon. A VMA's header has a dash behind its first number. */
export function isUsageLine(bytes: Buffer, from: number, to: number): boolean {
  return keyEnd(bytes, from, to) >= 0;
}

function keyEnd(bytes: Buffer, from: number, to: number): number {
  const last = Math.min(to, from + LONGEST_KEY_BYTES);
  for (let at = from; at < last; at++) {
    const byte = bytes[at] as number;
    if (byte === COLON) return at > from ? at : -1;
    const letter = (byte | 32) >= 97 && (byte | 32) <= 122;
    const other = (byte >= 48 && byte <= 57) || byte === 95 || byte === 40 || byte === 41;
    if (!letter && !other) return -1;
  }
  return -1;
}

/** Collects the figures of one VMA after another. A key that it does not know is passed over. */
export class UsageLines {
  /** Keys in the order in which they came last time: a kernel writes the same ones for every VMA. */
  readonly #order: Meaning[] = [];
  readonly #flags = new Map<string, readonly string[]>();
  #next = 0;
  #usage: Writable = {};
  #sizeBytes = -1;

  /** The figures since the last call. `sizeBytes` is -1 where there was no such line. */
  finish(): { readonly usage: VmaUsage; readonly sizeBytes: number } {
    const finished = { usage: this.#usage, sizeBytes: this.#sizeBytes };
    this.#usage = {};
    this.#sizeBytes = -1;
    this.#next = 0;
    return finished;
  }

  /** Takes one line; answers what was expected where it is not that. */
  take(bytes: Buffer, from: number, to: number): string | undefined {
    const meaning = this.#meaning(bytes, from, to);
    if (meaning === undefined) return 'a line such as "Rss: 4 kB"';
    const { field } = meaning;
    if (field === '') return undefined;
    const at = from + meaning.key.length;
    if (field === 'vmFlags') return this.#takeFlags(bytes, at, to);
    if (field === 'thpEligible') return this.#takeEligible(bytes, at, to);
    const size = kernelSize(bytes, at, to);
    if (size < 0) return 'a size in kB';
    if (field === 'size') {
      if (this.#sizeBytes >= 0) return 'each key once';
      this.#sizeBytes = size;
    } else {
      if (this.#usage[field] !== undefined) return 'each key once';
      this.#usage[field] = size;
    }
    return undefined;
  }

  #meaning(bytes: Buffer, from: number, to: number): Meaning | undefined {
    const guess = this.#order[this.#next];
    if (guess !== undefined && startsWith(bytes, from, to, guess.key)) {
      this.#next++;
      return guess;
    }
    const end = keyEnd(bytes, from, to);
    if (end < 0) return undefined;
    const name = bytes.toString('latin1', from, end);
    const key = Buffer.from(`${name}:`, 'latin1');
    const meaning: Meaning = { key, field: Object.hasOwn(fields, name) ? (fields[name] ?? '') : '' };
    if (this.#next < MOST_KEYS) this.#order[this.#next++] = meaning;
    return meaning;
  }

  #takeFlags(bytes: Buffer, from: number, to: number): string | undefined {
    if (this.#usage.vmFlags !== undefined) return 'each key once';
    const text = bytes.toString('latin1', from, to);
    let flags = this.#flags.get(text);
    if (flags === undefined) {
      flags = text.trim() === '' ? [] : text.trim().split(/ +/);
      if (flags.some((flag) => !/^[!-~]{2}$/.test(flag))) return 'flags of two letters';
      this.#flags.set(text, flags);
    }
    this.#usage.vmFlags = flags;
    return undefined;
  }

  #takeEligible(bytes: Buffer, from: number, to: number): string | undefined {
    if (this.#usage.thpEligible !== undefined) return 'each key once';
    let at = from;
    while (at < to && bytes[at] === SPACE) at++;
    const digit = bytes[at];
    if (at + 1 !== to || (digit !== 48 && digit !== 49)) return '0 or 1';
    this.#usage.thpEligible = digit === 49;
    return undefined;
  }
}

// A kernel writes about 25; what lies beyond is looked up each time.
const MOST_KEYS = 64;

function startsWith(bytes: Buffer, from: number, to: number, key: Buffer): boolean {
  const { length } = key;
  if (from + length > to) return false;
  for (let i = 0; i < length; i++) if (bytes[from + i] !== key[i]) return false;
  return true;
}

/** `   4 kB` in bytes, or -1. The kernel's "kB" is KiB; a size beyond 2^53 is none. */
function kernelSize(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === SPACE) at++;
  const first = at;
  let value = 0;
  for (; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte < 48 || byte > 57) break;
    value = value * 10 + (byte - 48);
  }
  const digits = at - first;
  if (digits === 0 || digits > 16 || (digits > 1 && bytes[first] === 48)) return -1;
  if (at + 3 !== to || bytes[at] !== SPACE || bytes[at + 1] !== 107 || bytes[at + 2] !== 66) return -1;
  const sizeBytes = value * BYTES_PER_KERNEL_KB;
  return Number.isSafeInteger(sizeBytes) ? sizeBytes : -1;
}
