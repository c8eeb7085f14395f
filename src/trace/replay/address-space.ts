/** One process's address space, call by call: which areas there are, which of their pages were touched, and how many bytes. */
import type { MappingRecord } from '../../model/trace.ts';
import { type Area, type Origin, pieceOf } from './area.ts';
import { ProgramExtent } from './program-extent.ts';
import { fileOf } from './region.ts';
import { SortedAreas } from './sorted-areas.ts';
import { TouchedPages } from './touched-pages.ts';

/** The thread that asked, and when it began to. */
export type Asker = { readonly atNs: number; readonly tid: number };

/** What a mapping is made of, beside where it lies. */
export type AreaParts = Omit<Area, 'start' | 'end'>;

export class AddressSpace {
  readonly #pageBytes: number;
  #areas: SortedAreas;
  pages: TouchedPages;
  #mapped = 0;
  #heap = 0;
  peakMappedBytes = 0;
  peakHeapBytes = 0;
  peakMappings = 0;
  /** The program break, once a call told it. */
  programBreak: number | undefined;
  #program = new ProgramExtent();

  constructor(pageBytes: number, areas = new SortedAreas(), pages = new TouchedPages(pageBytes)) {
    this.#pageBytes = pageBytes;
    this.#areas = areas;
    this.pages = pages;
  }

  get mappedBytes(): number {
    return this.#mapped;
  }

  get heapBytes(): number {
    return this.#heap;
  }

  get mappings(): number {
    return this.#areas.count;
  }

  /** A forked process's: the same areas and touched pages, changing apart. */
  copy(): AddressSpace {
    const copy = new AddressSpace(this.#pageBytes, this.#areas.copy(), this.pages.copy());
    copy.#count(this.#mapped, this.#heap);
    copy.programBreak = this.programBreak;
    copy.#program = this.#program.copy();
    return copy;
  }

  at(address: number): Area | undefined {
    return this.#areas.at(address);
  }

  areas(): Iterable<Area> {
    return this.#areas;
  }

  overlapping(start: number, end: number): Area[] {
    return this.#areas.overlapping(start, end);
  }

  /** A whole number of pages, upwards. */
  pageUp(bytes: number): number {
    return Math.ceil(bytes / this.#pageBytes) * this.#pageBytes;
  }

  /** Puts an area over whatever is there; returns what it replaced. */
  map(area: Area): Area[] {
    const removed = this.#cut(area.start, area.end);
    this.pages.forget(area.start, area.end);
    this.#insert(area);
    return removed;
  }

  /** Fills the holes of [start, end) and leaves the rest as it is. */
  fill(start: number, end: number, parts: AreaParts): void {
    let next = start;
    for (const area of [...this.#areas.overlapping(start, end), undefined]) {
      const holeEnd = Math.min(area?.start ?? end, end);
      if (holeEnd > next) this.#insert(pieceFrom(parts, start, next, holeEnd));
      next = Math.max(next, area?.end ?? end);
    }
  }

  /**
   * Unmaps what was there when the call was entered, and returns it: an area that another thread mapped since stands for a
   * call that the kernel performed later, though it ended earlier.
   */
  unmap(start: number, end: number, { atNs, tid }: Asker): Area[] {
    const removed: Area[] = [];
    for (const piece of this.#cut(start, end)) {
      if (piece.tid !== tid && piece.sinceNs > atNs) {
        this.#insert(piece);
        continue;
      }
      removed.push(piece);
      this.pages.forget(piece.start, piece.end);
    }
    return removed;
  }

  /** Unmaps everything that was there before `atNs`: another program was started. */
  clear(atNs: number): Area[] {
    const all = [...this.#areas];
    const old = all.filter((area) => area.sinceNs < atNs);
    for (const area of old) {
      this.#cut(area.start, area.end);
      this.pages.forget(area.start, area.end);
    }
    this.programBreak = undefined;
    this.#program = new ProgramExtent();
    return old;
  }

  /** Takes the part of the heap above the new break away; its pages may come back. */
  trim(start: number, end: number): void {
    this.#cut(start, end);
    this.pages.discard(start, end);
  }

  /** Changes permissions; neighbours that come of one call and are alike again become one. */
  protect(start: number, end: number, permissions: string): void {
    for (const piece of this.#cut(start, end)) {
      this.#insert({ ...piece, permissions: permissions.slice(0, 3) + piece.permissions.slice(3) });
    }
    this.#joinAround(start, end);
  }

  /** Moves or resizes a mapping as mremap does, pages and all; returns what the new place held. */
  move(from: number, fromBytes: number, to: number, toBytes: number, asker: Asker, keepOld: boolean): Area[] {
    const pieces = this.#areas.overlapping(from, from + Math.max(1, fromBytes));
    const source = pieces[0];
    if (!source) return [];
    const parts = { ...pieceOf(source, Math.max(from, source.start), source.end), ...sinceOf(asker) };
    if (from === to) {
      if (toBytes > fromBytes) return this.map(pieceFrom(parts, from, from + fromBytes, from + toBytes));
      return this.unmap(from + toBytes, from + fromBytes, asker);
    }
    const replaced = this.unmap(to, to + toBytes, { ...asker, atNs: Number.POSITIVE_INFINITY });
    this.pages.move(from, to, Math.min(fromBytes, toBytes));
    if (!keepOld) this.unmap(from, from + fromBytes, asker);
    this.#insert({ ...parts, start: to, end: to + toBytes });
    return replaced;
  }

  /** [start, end) is the heap, whatever it was taken for: the kernel tells its first growth as an anonymous mapping. */
  claimHeap(start: number, end: number, parts: AreaParts): void {
    this.fill(start, end, parts);
    for (const piece of this.#cut(start, end)) {
      this.#insert(piece.path === '' ? { ...piece, region: 'heap' } : piece);
    }
    this.#joinAround(start, end);
  }

  /** The kernel's own word about a VMA. It may be one with its neighbours by now: what agrees is kept, with its origin. */
  told(mapping: MappingRecord, origin: Origin): void {
    const { start, lengthBytes, offsetBytes, permissions, atNs, tid } = mapping;
    const end = start + lengthBytes;
    const path = fileOf(mapping.path);
    const isNew = this.#heap === 0 && this.#areas.at(start) === undefined;
    const region = this.#program.regionOf(mapping, isNew);
    for (const area of this.#areas.overlapping(start, end)) {
      const piece = pieceOf(area, Math.max(area.start, start), Math.min(area.end, end));
      if (isAsTold(piece, mapping, path)) {
        if (piece.permissions !== permissions) this.protect(piece.start, piece.end, permissions);
        continue;
      }
      this.#cut(piece.start, piece.end);
      this.pages.forget(piece.start, piece.end);
    }
    const parts = { region, path, offsetBytes, permissions, origin, sinceNs: atNs, tid };
    if (region === 'heap') this.claimHeap(start, end, parts);
    else this.fill(start, end, parts);
  }

  /** The process is gone: only its peaks and last figures are kept. */
  release(): void {
    this.#areas = new SortedAreas();
    this.pages = new TouchedPages(this.#pageBytes);
  }

  #cut(start: number, end: number): Area[] {
    const removed = this.#areas.cut(start, end);
    for (const area of removed) {
      const size = area.end - area.start;
      this.#mapped -= size;
      if (area.region === 'heap') this.#heap -= size;
    }
    return removed;
  }

  #insert(area: Area): void {
    const size = area.end - area.start;
    this.#areas.insert(area);
    this.#count(size, area.region === 'heap' ? size : 0);
  }

  #count(mapped: number, heap: number): void {
    this.#mapped += mapped;
    this.#heap += heap;
    if (this.#mapped > this.peakMappedBytes) this.peakMappedBytes = this.#mapped;
    if (this.#heap > this.peakHeapBytes) this.peakHeapBytes = this.#heap;
    if (this.#areas.count > this.peakMappings) this.peakMappings = this.#areas.count;
  }

  #joinAround(start: number, end: number): void {
    for (const at of [start, end]) {
      const [below, above] = [this.#areas.at(at - 1), this.#areas.at(at)];
      if (!below || !above || below === above || !areOne(below, above)) continue;
      this.#areas.cut(below.start, above.end);
      const sinceNs = Math.max(below.sinceNs, above.sinceNs);
      this.#areas.insert({ ...below, end: above.end, sinceNs });
    }
  }
}

/** Whether what is there may be part of the VMA: of the same file at the same offset, or anonymous and shared alike. */
function isAsTold(piece: Area, { start, offsetBytes, permissions }: MappingRecord, path: string): boolean {
  if (piece.path !== path) return false;
  if (path === '') return piece.permissions[3] === permissions[3];
  return piece.offsetBytes === offsetBytes + piece.start - start;
}

function sinceOf({ atNs, tid }: Asker): { sinceNs: number; tid: number } {
  return { sinceNs: atNs, tid };
}

/** The part [start, end) of a mapping of `parts` that begins at `base`. */
function pieceFrom(parts: AreaParts, base: number, start: number, end: number): Area {
  const offsetBytes = parts.path === '' ? 0 : parts.offsetBytes + start - base;
  return { ...parts, start, end, offsetBytes };
}

function areOne(below: Area, above: Area): boolean {
  return (
    below.end === above.start &&
    below.origin === above.origin &&
    below.permissions === above.permissions &&
    below.region === above.region &&
    (below.path === '' || below.offsetBytes + below.end - below.start === above.offsetBytes)
  );
}
