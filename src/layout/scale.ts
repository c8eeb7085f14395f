/**
 * A piecewise linear map between addresses and places on a drawing, high addresses first. Bands of addresses have lengths of their
 * own; inside a band everything is to scale. Addresses in no band have no place.
 */

/** Addresses [start, end), drawn with this length. */
export type Band = { readonly start: number; readonly end: number; readonly length: number };

export type PlacedBand = Band & {
  /** Distance of its upper edge, where its end is, from the top. */
  readonly position: number;
};

export type Scale = {
  /** From the highest addresses to the lowest. */
  readonly bands: readonly PlacedBand[];
  readonly length: number;
  /** The place of an address, or null where no band has it. */
  readonly positionOf: (address: number) => number | null;
  /** The address at a place, or null outside of the drawing. */
  readonly addressAt: (position: number) => number | null;
};

/** The first index for which the test holds, by halving; the length where it holds for none. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `bands` may come in any order, and must not overlap. `spacing` is left between neighbours. */
export function makeScale(bands: readonly Band[], spacing = 0): Scale {
  const placed: PlacedBand[] = [];
  let position = 0;
  for (const band of [...bands].sort((a, b) => b.start - a.start)) {
    placed.push({ ...band, position });
    position += band.length + spacing;
  }
  return {
    bands: placed,
    length: Math.max(0, position - spacing),
    positionOf: (address) => {
      const band = placed[firstIndex(placed.length, (i) => placed[i]!.start <= address)];
      if (!band || address >= band.end) return null;
      return band.position + ((band.end - address) / (band.end - band.start)) * band.length;
    },
    addressAt: (at) => {
      const band = placed[firstIndex(placed.length, (i) => placed[i]!.position + placed[i]!.length > at)];
      if (!band || at < band.position) return null;
      return band.end - ((at - band.position) / band.length) * (band.end - band.start);
    },
  };
}

export type SharedLength = { readonly length: number; readonly atLeast: boolean };

/**
 * Shares `total` among sizes in proportion, none below `least`: what is too small gets `least` and is marked, the rest stay true to
 * each other. Where `total` cannot hold them all it grows.
 */
export function shareLength(sizes: readonly number[], total: number, least: number): SharedLength[] {
  const ascending = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size);
  const shared: SharedLength[] = sizes.map(() => ({ length: least, atLeast: true }));
  let left = Math.max(total, least * sizes.length);
  let sum = sizes.reduce((all, size) => all + size, 0);
  for (const { size, index } of ascending) {
    const length = sum > 0 ? (left * size) / sum : least;
    const placed = length < least ? { length: least, atLeast: true } : { length, atLeast: false };
    shared[index] = placed;
    left -= placed.length;
    sum -= size;
  }
  return shared;
}
