/**
 * The line that `maps` and `smaps` begin a VMA with, strictly.
 * Source: proc_pid_maps(5); fs/proc/task_mmu.c, show_vma_header_prefix and show_map_vma.
 */
import type { Permissions, Vma } from '../../model/process-image.ts';

const SPACE = 32;
const DASH = 45;
const COLON = 58;
const ZERO = 48;
const NOTHING = 0;

const LETTERS = 'rwx';
const DELETED = ' (deleted)';
const EXPECTED_RANGE = 'an address range such as 00400000-00401000';

/** All combinations there are, made once: many VMAs share one. By the bits r=1, w=2, x=4, s=8. */
const permissionsOf: readonly Permissions[] = Array.from({ length: 16 }, (_, bits) => ({
  read: (bits & 1) !== 0,
  write: (bits & 2) !== 0,
  execute: (bits & 4) !== 0,
  shared: (bits & 8) !== 0,
}));

export type VmaHeaderParser = (bytes: Buffer, from: number, to: number) => Vma | string;

/** A parser that remembers the names of devices. It answers what was expected where the line is not a header. */
export function vmaHeaderParser(): VmaHeaderParser {
  const devices = new Map<number, string>();
  return (bytes, from, to) => {
    const line = new Cursor(bytes, from, to);
    const start = line.pageNumber(DASH);
    const end = line.pageNumber(SPACE);
    if (!(start < end)) return EXPECTED_RANGE;
    const bits = line.permissionBits();
    if (bits < 0) return 'permissions such as rw-p';
    const offsetBytes = line.pageNumber(SPACE);
    if (offsetBytes < 0) return 'an offset of whole pages';
    const device = line.device(devices);
    if (device === undefined) return 'a device such as fe:01';
    const inode = line.decimal();
    if (inode < 0) return 'an inode number';
    const name = line.name();
    if (name === undefined) return 'a name or the end of the line after the inode';
    const deleted = name.startsWith('/') && name.endsWith(DELETED);
    const path = deleted ? name.slice(0, -DELETED.length) : name;
    const permissions = permissionsOf[bits] as Permissions;
    return { start, end, permissions, offsetBytes, device, inode, path, deleted };
  };
}

/** Where in the line the parser is. Numbers below zero say that something else stands there. */
class Cursor {
  readonly #bytes: Buffer;
  readonly #to: number;
  #at: number;

  constructor(bytes: Buffer, from: number, to: number) {
    this.#bytes = bytes;
    this.#at = from;
    this.#to = to;
  }

  /** Of `low` to `high` hexadecimal digits in the kernel's lower case, or -1. Leaves the cursor behind them. */
  #hex(low: number, high: number): number {
    const bytes = this.#bytes;
    const first = this.#at;
    let value = 0;
    let at = first;
    for (; at < this.#to; at++) {
      const byte = bytes[at] as number;
      if (byte >= 48 && byte <= 57) value = value * 16 + (byte - 48);
      else if (byte >= 97 && byte <= 102) value = value * 16 + (byte - 87);
      else break;
    }
    const digits = at - first;
    if (digits < low || digits > high || (digits > low && bytes[first] === ZERO)) return -1;
    this.#at = at;
    return value;
  }

  /** A multiple of 4096 and the byte behind it, or NaN. The last three digits are 0, so a double holds all 64 bits of it. */
  pageNumber(behind: number): number {
    const value = this.#hex(8, 16);
    const at = this.#at;
    const bytes = this.#bytes;
    if (value < 0 || at >= this.#to || bytes[at] !== behind) return Number.NaN;
    if (bytes[at - 1] !== ZERO || bytes[at - 2] !== ZERO || bytes[at - 3] !== ZERO) return Number.NaN;
    this.#at = at + 1;
    return value;
  }

  /** The four letters and the space behind them, as bits, or -1. */
  permissionBits(): number {
    const at = this.#at;
    if (at + 4 >= this.#to || this.#bytes[at + 4] !== SPACE) return -1;
    let bits = 0;
    for (let i = 0; i < 3; i++) {
      const byte = this.#bytes[at + i];
      if (byte === LETTERS.charCodeAt(i)) bits |= 1 << i;
      else if (byte !== DASH) return -1;
    }
    const last = this.#bytes[at + 3];
    if (last !== 115 && last !== 112) return -1;
    this.#at = at + 5;
    return last === 115 ? bits | 8 : bits;
  }

  /** `major:minor` and the space behind it. The kernel has 12 bits of the one and 20 of the other. */
  device(known: Map<number, string>): string | undefined {
    const first = this.#at;
    const major = this.#hex(2, 3);
    if (major < 0 || this.#bytes[this.#at] !== COLON) return undefined;
    this.#at++;
    const minor = this.#hex(2, 5);
    if (minor < 0 || this.#at >= this.#to || this.#bytes[this.#at] !== SPACE) return undefined;
    const key = major * 2 ** 20 + minor;
    let name = known.get(key);
    if (name === undefined) {
      name = this.#bytes.toString('latin1', first, this.#at);
      known.set(key, name);
    }
    this.#at++;
    return name;
  }

  /** A number of up to 20 digits (an inode has 64 bits; beyond 2^53 the nearest double, as in fs.Stats), or -1. */
  decimal(): number {
    const first = this.#at;
    let value = 0;
    let at = first;
    for (; at < this.#to; at++) {
      const byte = this.#bytes[at] as number;
      if (byte < 48 || byte > 57) break;
      value = value * 10 + (byte - 48);
    }
    const digits = at - first;
    if (digits === 0 || digits > 20 || (digits > 1 && this.#bytes[first] === ZERO)) return -1;
    this.#at = at;
    return value;
  }

  /** What stands behind the padding, or nothing. The kernel escapes the newline as \012, and no other byte. */
  name(): string | undefined {
    let at = this.#at;
    if (at < this.#to && this.#bytes[at] !== SPACE) return undefined;
    while (at < this.#to && this.#bytes[at] === SPACE) at++;
    if (at === this.#to) return '';
    let escaped = false;
    for (let i = at; i < this.#to; i++) {
      const byte = this.#bytes[i];
      if (byte === NOTHING) return undefined;
      if (byte === 92) escaped = true;
    }
    const name = this.#bytes.toString('utf8', at, this.#to);
    return escaped ? name.replaceAll('\\012', '\n') : name;
  }
}
