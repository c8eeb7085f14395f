/** The symbols of a program in order of address, in arrays of numbers: a hundred thousand of them in a few MiB. */

export type ElfSymbol = {
  /** As the linker wrote it: names of C++ are mangled. */
  readonly name: string;
  /** Of the file, before the load bias. */
  readonly address: number;
  /** 0 where the file does not say; then it goes up to the next symbol. */
  readonly sizeBytes: number;
  readonly kind: 'function' | 'object';
};

/** One symbol as it stands in the file, unordered. Of several at one address the one of the lowest rank is kept. */
export type SymbolColumns = {
  readonly addresses: Float64Array;
  readonly sizesBytes: Float64Array;
  /** Offsets into the string table. */
  readonly names: Uint32Array;
  readonly ranks: Uint8Array;
  readonly functions: Uint8Array;
  readonly count: number;
};

// An inner symbol may end before the one that it lies in: so many are looked at for one that reaches far enough.
const MOST_NESTED = 32;

export class SymbolTable {
  readonly #addresses: Float64Array;
  readonly #sizesBytes: Float64Array;
  readonly #names: Uint32Array;
  readonly #functions: Uint8Array;
  readonly #strings: Buffer;

  constructor(columns: SymbolColumns, strings: Buffer) {
    const order = bestAtEachAddress(columns, orderOf(columns));
    this.#addresses = Float64Array.from(order, (i) => columns.addresses[i] ?? 0);
    this.#sizesBytes = Float64Array.from(order, (i) => columns.sizesBytes[i] ?? 0);
    this.#names = Uint32Array.from(order, (i) => columns.names[i] ?? 0);
    this.#functions = Uint8Array.from(order, (i) => columns.functions[i] ?? 0);
    this.#strings = strings;
  }

  /** How many addresses have a symbol. */
  get size(): number {
    return this.#addresses.length;
  }

  /** The symbol that `address` of the file lies in. Of nested ones, the inner. */
  at(address: number): ElfSymbol | undefined {
    const nearest = this.#lastUpTo(address);
    for (let i = nearest; i >= 0 && i > nearest - MOST_NESTED; i--) {
      const sizeBytes = this.#sizesBytes[i] ?? 0;
      const inside = address < (this.#addresses[i] ?? 0) + sizeBytes;
      if (inside || (sizeBytes === 0 && i === nearest)) return this.#symbol(i);
    }
    return undefined;
  }

  #symbol(i: number): ElfSymbol {
    const from = this.#names[i] ?? 0;
    return {
      name: this.#strings.toString('utf8', from, Math.max(from, this.#strings.indexOf(0, from))),
      address: this.#addresses[i] ?? 0,
      sizeBytes: this.#sizesBytes[i] ?? 0,
      kind: this.#functions[i] === 1 ? 'function' : 'object',
    };
  }

  #lastUpTo(address: number): number {
    let low = 0;
    let high = this.#addresses.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#addresses[middle] ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Indices by address. Address and index share one double where they fit: sorting numbers is ten times as quick. */
function orderOf({ addresses, count }: SymbolColumns): Uint32Array {
  const used = addresses.subarray(0, count);
  const least = used.reduce((low, address) => Math.min(low, address), Number.POSITIVE_INFINITY);
  const most = used.reduce((high, address) => Math.max(high, address), 0);
  if ((most - least + 1) * count >= 2 ** 53)
    return Uint32Array.from(used, (_, i) => i).sort((a, b) => (used[a] ?? 0) - (used[b] ?? 0) || a - b);
  const keys = Float64Array.from(used, (address, i) => (address - least) * count + i).sort();
  return Uint32Array.from(keys, (key) => key % count);
}

function bestAtEachAddress({ addresses, ranks }: SymbolColumns, order: Uint32Array): Uint32Array {
  let kept = 0;
  for (const i of order) {
    const last = order[kept - 1] ?? 0;
    if (kept === 0 || addresses[last] !== addresses[i]) order[kept++] = i;
    else if ((ranks[i] ?? 0) < (ranks[last] ?? 0)) order[kept - 1] = i;
  }
  return order.subarray(0, kept);
}
