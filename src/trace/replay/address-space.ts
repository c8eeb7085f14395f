/** One process's address space, call by call: which areas there are, which of their pages were touched, and how many bytes. */
import type { MappingRecord } from '../../model/trace.ts';
import { type Area, type Origin, pieceOf } from './area.ts';
import { MappedBytes } from './mapped-bytes.ts';
import { ProgramExtent } from './program-extent.ts';
import { fileOf } from './region.ts';
import { SortedAreas } from './sorted-areas.ts';
import { TouchedPages } from './touched-pages.ts';

/** The thread that asked, and when it began to. */
export type Asker = { readonly atNs: number; readonly tid: number };

/** A mapping taken up: what it is made of, and its touched pages as offsets. */
export type Lifted = { readonly parts: AreaParts; readonly pages: readonly number[] };

/** What a mapping is made of, beside where it lies. */
export type AreaParts = Omit<Area, 'start' | 'end'>;

export class AddressSpace {
  readonly #pageBytes: number;
  #areas: SortedAreas;
  pages: TouchedPages;
  readonly gauges = new MappedBytes();
  /** The program break, once a call told it. */
  programBreak: number | undefined;
  #program = new ProgramExtent();

  constructor(pageBytes: number, areas = new SortedAreas(), pages = new TouchedPages(pageBytes)) {
    this.#pageBytes = pageBytes;
    this.#areas = areas;
    this.pages = pages;
  }

  get mappings(): number {
    return this.#areas.count;
  }

  /** A forked process's: the same areas and touched pages, changing apart. */
  copy(): AddressSpace {
    const copy = new AddressSpace(this.#pageBytes, this.#areas.copy(), this.pages.copy());
    copy.gauges.begin(this.gauges);
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

  /** Makes a mapping larger or smaller where it is; returns what it grew over. */
  resize(start: number, fromBytes: number, toBytes: number, asker: Asker): Area[] {
    if (toBytes <= fromBytes) return this.unmap(start + toBytes, start + fromBytes, asker);
    const source = this.at(start);
    if (!source) return [];
    const parts = { ...pieceOf(source, start, source.end), sinceNs: asker.atNs, tid: asker.tid };
    const replaced = this.map(pieceFrom(parts, start, start + fromBytes, start + toBytes));
    this.#joinAround(start, start + fromBytes);
    return replaced;
  }

  /** Takes a mapping up, to be put down elsewhere; with `keepOld` its pages only. Undefined where nothing is. */
  lift(start: number, sizeBytes: number, asker: Asker, keepOld: boolean): Lifted | undefined {
    const source = this.at(start);
    if (!source) return undefined;
    const pages = this.pages.lift(start, start + sizeBytes);
    if (!keepOld) this.unmap(start, start + sizeBytes, asker);
    return { parts: pieceOf(source, start, source.end), pages };
  }

  /** Puts a mapping down over whatever is there; returns what it replaced. */
  putDown({ parts, pages }: Lifted, start: number, sizeBytes: number, asker: Asker): Area[] {
    const replaced = this.map({
      ...parts,
      start,
      end: start + sizeBytes,
      sinceNs: asker.atNs,
      tid: asker.tid,
    });
    for (const offset of pages) if (offset < sizeBytes) this.pages.touch(start + offset);
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
    const isNew = this.gauges.heapBytes === 0 && this.#areas.at(start) === undefined;
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
    for (const area of removed) this.gauges.remove(area);
    return removed;
  }

  #insert(area: Area): void {
    this.#areas.insert(area);
    this.gauges.add(area, this.#areas.count);
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
