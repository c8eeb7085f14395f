/** Which sizes a process gave back to the kernel and has not asked for again: what tells a block that could have been kept. */

/** Beyond so many different sizes the rest is not told apart. */
const mostSizes = 65_536;

export class BlockSizes {
  readonly #returned = new Map<number, number>();

  /** A block was asked for: whether one of its size had been given back and not been taken again. */
  take(sizeBytes: number): boolean {
    const count = this.#returned.get(sizeBytes) ?? 0;
    if (count === 0) return false;
    this.#returned.set(sizeBytes, count - 1);
    return true;
  }

  giveBack(sizeBytes: number): void {
    if (this.#returned.size >= mostSizes && !this.#returned.has(sizeBytes)) return;
    this.#returned.set(sizeBytes, (this.#returned.get(sizeBytes) ?? 0) + 1);
  }
}
