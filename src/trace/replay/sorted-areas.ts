/**
 * Disjoint areas in the order of their addresses: leaves of at most 256 areas under one list, so that finding is a binary
 * search in each and a change moves a few hundred entries, with 60,000 areas too. A copy shares the leaves until they change.
 */
import { type Area, pieceOf } from './area.ts';

const largestLeaf = 256;

type Leaf = { readonly areas: Area[]; shared: boolean };

export class SortedAreas {
  #leaves: Leaf[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** A copy that changes alone. */
  copy(): SortedAreas {
    const copy = new SortedAreas();
    for (const leaf of this.#leaves) leaf.shared = true;
    copy.#leaves = [...this.#leaves];
    copy.#count = this.#count;
    return copy;
  }

  /** The area that holds the address. */
  at(address: number): Area | undefined {
    const leaf = this.#leaves[this.#leafAt(address)];
    if (!leaf) return undefined;
    const area = leaf.areas[firstEndingAfter(leaf.areas, address)];
    return area && area.start <= address ? area : undefined;
  }

  /** All areas that meet [start, end), whole, in order. */
  overlapping(start: number, end: number): Area[] {
    const found: Area[] = [];
    for (let index = this.#leafAt(start); index < this.#leaves.length; index++) {
      const { areas } = this.#leaves[index] as Leaf;
      for (let place = firstEndingAfter(areas, start); place < areas.length; place++) {
        const area = areas[place] as Area;
        if (area.start >= end) return found;
        found.push(area);
      }
    }
    return found;
  }

  /** Takes out what lies in [start, end) and returns it; areas that reach beyond are split. */
  cut(start: number, end: number): Area[] {
    // mprotect and madvise of no bytes succeed: an area of no bytes would be found nowhere again.
    if (!(start < end)) return [];
    const found = this.overlapping(start, end);
    const kept: Area[] = [];
    const removed = found.map((area) => {
      if (area.start < start) kept.push(pieceOf(area, area.start, start));
      if (area.end > end) kept.push(pieceOf(area, end, area.end));
      return pieceOf(area, Math.max(area.start, start), Math.min(area.end, end));
    });
    for (const area of found) this.#remove(area);
    for (const area of kept) this.insert(area);
    return removed;
  }

  /** Adds an area where nothing is. */
  insert(area: Area): void {
    this.#count++;
    if (this.#leaves.length === 0) {
      this.#leaves.push({ areas: [area], shared: false });
      return;
    }
    const index = Math.min(this.#leafAt(area.start), this.#leaves.length - 1);
    const { areas } = this.#own(index);
    areas.splice(firstEndingAfter(areas, area.start), 0, area);
    if (areas.length > largestLeaf) {
      const upper = areas.splice(largestLeaf / 2);
      this.#leaves.splice(index + 1, 0, { areas: upper, shared: false });
    }
  }

  *[Symbol.iterator](): Generator<Area> {
    for (const leaf of this.#leaves) yield* leaf.areas;
  }

  #remove(area: Area): void {
    const index = this.#leafAt(area.start);
    const { areas } = this.#own(index);
    areas.splice(firstEndingAfter(areas, area.start), 1);
    this.#count--;
    if (areas.length === 0) this.#leaves.splice(index, 1);
  }

  /** The first leaf whose last area ends after the address; the number of leaves where there is none. */
  #leafAt(address: number): number {
    let low = 0;
    let high = this.#leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { areas } = this.#leaves[middle] as Leaf;
      if ((areas[areas.length - 1] as Area).end > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #own(index: number): Leaf {
    const leaf = this.#leaves[index] as Leaf;
    if (!leaf.shared) return leaf;
    const own = { areas: [...leaf.areas], shared: false };
    this.#leaves[index] = own;
    return own;
  }
}

function firstEndingAfter(areas: readonly Area[], address: number): number {
  let low = 0;
  let high = areas.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((areas[middle] as Area).end > address) high = middle;
    else low = middle + 1;
  }
  return low;
}
