/** One number for each block, NaN where a block has none. Grows as blocks come in. */
export class GrowingColumn {
  #values = new Float64Array(64).fill(Number.NaN);
  #length = 0;

  set(block: number, value: number): void {
    if (block >= this.#values.length) {
      const larger = new Float64Array(Math.max(block + 1, this.#values.length * 2)).fill(Number.NaN);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[block] = value;
    this.#length = Math.max(this.#length, block + 1);
  }

  at(block: number): number {
    return block < this.#length ? (this.#values[block] as number) : Number.NaN;
  }

  get length(): number {
    return this.#length;
  }

  /** The values that are there, in block order. */
  present(): Float64Array {
    return this.#values.subarray(0, this.#length).filter((value) => !Number.isNaN(value));
  }
}
