/** Where in a process's address space faults were taken, coarsely: what the axis of its raster is made of. */

/** Faults of one region in one granule. */
export type Extent = { readonly region: string; low: number; high: number; faults: number };

const firstGranuleBytes = 2 ** 18;
const mostExtents = 16_384;

export class TouchedExtents {
  #granuleBytes = firstGranuleBytes;
  #byRegion = new Map<string, Map<number, Extent>>();
  #count = 0;
  #most = mostExtents;
  #last: Extent | undefined;
  #lastKey = -1;
  faults = 0;

  take(region: string, address: number, pageBytes: number): void {
    this.faults++;
    const low = Math.floor(address / pageBytes) * pageBytes;
    const key = Math.floor(address / this.#granuleBytes);
    const extent =
      this.#last?.region === region && this.#lastKey === key ? this.#last : this.#at(region, key, low);
    if (low < extent.low) extent.low = low;
    if (low + pageBytes > extent.high) extent.high = low + pageBytes;
    extent.faults++;
    this.#last = extent;
    this.#lastKey = key;
    if (this.#count > this.#most) this.#coarsen();
  }

  /** In order of address. */
  extents(): Extent[] {
    const all = [...this.#byRegion.values()].flatMap((granules) => [...granules.values()]);
    return all.sort((a, b) => a.low - b.low || a.high - b.high);
  }

  #at(region: string, key: number, low: number): Extent {
    let granules = this.#byRegion.get(region);
    if (!granules) {
      granules = new Map();
      this.#byRegion.set(region, granules);
    }
    let extent = granules.get(key);
    if (!extent) {
      extent = { region, low, high: low, faults: 0 };
      granules.set(key, extent);
      this.#count++;
    }
    return extent;
  }

  #coarsen(): void {
    const old = this.extents();
    this.#granuleBytes *= 2;
    this.#byRegion = new Map();
    this.#count = 0;
    this.#last = undefined;
    for (const { region, low, high, faults } of old) {
      const extent = this.#at(region, Math.floor(low / this.#granuleBytes), low);
      extent.low = Math.min(extent.low, low);
      extent.high = Math.max(extent.high, high);
      extent.faults += faults;
    }
    // As many regions as that cannot be made fewer.
    this.#most = Math.max(mostExtents, 2 * this.#count);
  }
}
