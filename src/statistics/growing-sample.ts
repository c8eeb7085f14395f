/** A sample that grows one value at a time and can be read in order of arrival or of size. */

/** Holds any number of values in flat memory; sorting is paid only when the order is asked for. */
export class GrowingSample {
  #arrived = new Float64Array(64);
  #ascending = new Float64Array(64);
  #ascendingCount = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Throws RangeError for NaN, which has no place in an order. */
  add(value: number): void {
    if (Number.isNaN(value)) throw new RangeError('a sample must not contain NaN');
    if (this.#count === this.#arrived.length) {
      this.#arrived = doubled(this.#arrived);
      this.#ascending = doubled(this.#ascending);
    }
    this.#arrived[this.#count++] = value;
  }

  /** A copy in order of arrival. */
  values(): Float64Array {
    return this.#arrived.slice(0, this.#count);
  }

  /** Ascending view, valid until the next `add`. Costs sorting what is new and merging it: O(n + m log m). */
  ascending(): Float64Array {
    const fresh = this.#arrived.slice(this.#ascendingCount, this.#count).sort();
    mergeAtEnd(this.#ascending, this.#ascendingCount, fresh);
    this.#ascendingCount = this.#count;
    return this.#ascending.subarray(0, this.#count);
  }
}

function doubled(full: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(full.length * 2);
  larger.set(full);
  return larger;
}

/** Merges from the back, so that the ascending prefix of `target` needs no second buffer. */
function mergeAtEnd(target: Float64Array, prefixCount: number, fresh: Float64Array): void {
  let fromPrefix = prefixCount - 1;
  let fromFresh = fresh.length - 1;
  for (let to = prefixCount + fresh.length - 1; fromFresh >= 0; to--) {
    const takePrefix = fromPrefix >= 0 && target[fromPrefix]! > fresh[fromFresh]!;
    target[to] = takePrefix ? target[fromPrefix--]! : fresh[fromFresh--]!;
  }
}
