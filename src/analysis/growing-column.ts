/** One number for each block, NaN where a block has none. Grows as blocks come in; made for a million of them. */
export class GrowingColumn {
  #values = new Float64Array(64);
  #length = 0;
  #count = 0;

  set(block: number, value: number): void {
    if (block >= this.#values.length) {
      const larger = new Float64Array(Math.max(block + 1, this.#values.length * 2));
      larger.set(this.#values);
      this.#values = larger;
    }
    if (block >= this.#length) {
      if (block > this.#length) this.#values.fill(Number.NaN, this.#length, block);
      this.#length = block + 1;
      this.#count++;
    } else if (Number.isNaN(this.#values[block])) {
      this.#count++;
    }
    this.#values[block] = value;
  }

  at(block: number): number {
    return block < this.#length ? (this.#values[block] as number) : Number.NaN;
  }

  /** The values that are there, in block order; to be read, not written. */
  present(): Float64Array {
    const whole = this.#values.subarray(0, this.#length);
    return this.#count === this.#length ? whole : whole.filter((value) => !Number.isNaN(value));
  }
}
