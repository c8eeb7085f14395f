/**
 * Which pages of a process were faulted, and what happened to them: two bits a page, in chunks of 512 pages that exist only
 * where something was touched. A fault that maps more than a page (fault-around, a huge page) counts as one page.
 */

const pagesPerChunk = 512;
const wordsPerMap = pagesPerChunk / 32;

/** What a fault on a page was. `after-discard`: the page had been given up (madvise, a trimmed break) and is touched again. */
export type Touch = 'first' | 'again' | 'after-discard';

/** The touched pages first, then those that were given up since. */
type Chunk = Uint32Array;

function popCount(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

export class TouchedPages {
  readonly #pageBytes: number;
  #chunks = new Map<number, Chunk>();
  #present = 0;

  constructor(pageBytes: number) {
    this.#pageBytes = pageBytes;
  }

  /** Bytes of pages touched and not given up. */
  get presentBytes(): number {
    return this.#present * this.#pageBytes;
  }

  copy(): TouchedPages {
    const copy = new TouchedPages(this.#pageBytes);
    copy.#chunks = new Map([...this.#chunks].map(([key, chunk]) => [key, chunk.slice()]));
    copy.#present = this.#present;
    return copy;
  }

  touch(address: number): Touch {
    const page = Math.floor(address / this.#pageBytes);
    const key = Math.floor(page / pagesPerChunk);
    const bit = page - key * pagesPerChunk;
    let chunk = this.#chunks.get(key);
    if (!chunk) {
      chunk = new Uint32Array(2 * wordsPerMap);
      this.#chunks.set(key, chunk);
    }
    const word = bit >>> 5;
    const mask = 1 << (bit & 31);
    const touched = ((chunk[word] as number) & mask) !== 0;
    const givenUp = ((chunk[wordsPerMap + word] as number) & mask) !== 0;
    if (touched && !givenUp) return 'again';
    chunk[word] = (chunk[word] as number) | mask;
    chunk[wordsPerMap + word] = (chunk[wordsPerMap + word] as number) & ~mask;
    this.#present++;
    return givenUp ? 'after-discard' : 'first';
  }

  /** The pages of [start, end) are given up, and remembered; how many of them had been touched. */
  discard(start: number, end: number): number {
    return this.#sweep(start, end, (chunk, word, mask) => {
      const lost = (chunk[word] as number) & ~(chunk[wordsPerMap + word] as number) & mask;
      chunk[wordsPerMap + word] = (chunk[wordsPerMap + word] as number) | lost;
      return lost;
    });
  }

  /** The pages of [start, end) belong to no mapping any more; how many had been touched and not given up. */
  forget(start: number, end: number): number {
    return this.#sweep(start, end, (chunk, word, mask) => {
      const lost = (chunk[word] as number) & ~(chunk[wordsPerMap + word] as number) & mask;
      chunk[word] = (chunk[word] as number) & ~mask;
      chunk[wordsPerMap + word] = (chunk[wordsPerMap + word] as number) & ~mask;
      return lost;
    });
  }

  /** Takes the pages of [start, end) out; where those that were present lie, as offsets from `start`. */
  lift(start: number, end: number): number[] {
    const offsets: number[] = [];
    this.#sweep(start, end, (chunk, word, mask, firstPage) => {
      const there = (chunk[word] as number) & ~(chunk[wordsPerMap + word] as number) & mask;
      for (let bit = 0; bit < 32; bit++) {
        if ((there >>> bit) & 1) offsets.push((firstPage + bit) * this.#pageBytes - start);
      }
      return 0;
    });
    this.forget(start, end);
    return offsets;
  }

  /** Applies `change` to every word of the range; it returns the bits that cease to be present. */
  #sweep(
    start: number,
    end: number,
    change: (chunk: Chunk, word: number, mask: number, firstPage: number) => number,
  ): number {
    const first = Math.floor(start / this.#pageBytes);
    const last = Math.ceil(end / this.#pageBytes) - 1;
    if (last < first) return 0;
    let lost = 0;
    for (const key of this.#keys(Math.floor(first / pagesPerChunk), Math.floor(last / pagesPerChunk))) {
      const chunk = this.#chunks.get(key);
      if (!chunk) continue;
      const low = Math.max(0, first - key * pagesPerChunk);
      const high = Math.min(pagesPerChunk - 1, last - key * pagesPerChunk);
      for (let word = low >>> 5; word <= high >>> 5; word++) {
        const from = Math.max(0, low - word * 32);
        const to = Math.min(31, high - word * 32);
        const mask = (to === 31 ? -1 : (1 << (to + 1)) - 1) & (-1 << from);
        lost += popCount(change(chunk, word, mask, key * pagesPerChunk + word * 32));
      }
      if (chunk.every((word) => word === 0)) this.#chunks.delete(key);
    }
    this.#present -= lost;
    return lost;
  }

  /** The chunks of a range that may exist: a reservation of terabytes is not walked through. */
  #keys(first: number, last: number): number[] {
    if (last - first > this.#chunks.size) {
      return [...this.#chunks.keys()].filter((key) => key >= first && key <= last);
    }
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }
}
