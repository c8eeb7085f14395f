/** An area of an address space as it is replayed: never changed, only replaced, so that forked processes can share it. */

/** What made areas: one call, or the kernel's own word. Shared by all pieces that are left of it. */
export type Origin = {
  readonly how: 'mmap' | 'shm' | 'brk' | 'kernel';
  readonly atNs: number;
  /** What was asked for, in whole pages. */
  readonly sizeBytes: number;
  /** Who asked, as far as stacks say. */
  readonly caller: string;
  /** One of this size had been unmapped before and not been taken again since. */
  readonly again: boolean;
};

export type Area = {
  readonly start: number;
  /** The first address behind it. */
  readonly end: number;
  /** Offset in the file at `start`. */
  readonly offsetBytes: number;
  /** `rwx` with dashes, then `s` or `p`. */
  readonly permissions: string;
  /** What it shows: see region.ts. */
  readonly region: string;
  /** The file behind it; empty for anonymous memory. */
  readonly path: string;
  readonly origin: Origin;
  /** When it was certainly there, and by whose call: a call that was entered earlier by another thread is not about it. */
  readonly sinceNs: number;
  readonly tid: number;
};

/** The part of an area between two addresses inside it. */
export function pieceOf(area: Area, start: number, end: number): Area {
  if (area.start === start && area.end === end) return area;
  const offsetBytes = area.path === '' ? 0 : area.offsetBytes + start - area.start;
  return { ...area, start, end, offsetBytes };
}
