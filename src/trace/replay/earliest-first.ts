/** A queue that gives the earliest first; of the same moment the lower rank, then what was put first. A binary heap. */

type Entry<T> = { readonly at: number; readonly rank: number; readonly turn: number; readonly item: T };

function comesBefore<T>(a: Entry<T>, b: Entry<T>): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.rank === b.rank ? a.turn < b.turn : a.rank < b.rank;
}

export class EarliestFirst<T> {
  readonly #heap: Entry<T>[] = [];
  #turn = 0;

  /** When the first is; undefined where there is none. */
  get earliest(): number | undefined {
    return this.#heap[0]?.at;
  }

  put(at: number, rank: number, item: T): void {
    const heap = this.#heap;
    const entry = { at, rank, turn: this.#turn++, item };
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const above = (place - 1) >>> 1;
      const parent = heap[above] as Entry<T>;
      if (!comesBefore(entry, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  take(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.item;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      const [left, right] = [heap[below] as Entry<T>, heap[below + 1]];
      if (right && comesBefore(right, left)) below++;
      if (!comesBefore(heap[below] as Entry<T>, last)) break;
      heap[place] = heap[below] as Entry<T>;
      place = below;
    }
    heap[place] = last;
    return first.item;
  }
}
