/**
 * The order of the arms in each block: Williams squares (every arm equally often in each position, and equally often right
 * after each other arm), with new random labels and a new order of rows for every square. Depends on the seed and the
 * block's place alone, so that the same seed gives the same order, and a resumed run goes on in it.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { williamsSquare } from '../statistics/index.ts';

/** Mixes the words into one 32-bit seed (FNV-1a over their bytes). */
function mix(words: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let shift = 0; shift < 32; shift += 8) {
      hash = Math.imul(hash ^ ((word >>> shift) & 0xff), 0x01000193);
    }
  }
  return hash >>> 0;
}

/** A seeded generator for one purpose: the words name the purpose. */
export function generatorFor(...words: readonly number[]): RandomGenerator {
  return xoroshiro128plus(mix(words));
}

/** Fisher-Yates, in place. */
function shuffle<T>(values: T[], generator: RandomGenerator): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i);
    [values[i], values[j]] = [values[j] as T, values[i] as T];
  }
  return values;
}

/** Where a block stands in the run. */
export type BlockPlace = {
  readonly seed: number;
  readonly stage: number;
  readonly cell: number;
  readonly block: number;
};

/** The arms 0..armCount-1 in the order in which the block runs them. */
export function blockOrder(place: BlockPlace, armCount: number): number[] {
  const square = williamsSquare(armCount);
  const index = Math.floor(place.block / square.length);
  const generator = generatorFor(place.seed, place.stage, place.cell, index);
  const labels = shuffle(
    Array.from({ length: armCount }, (_, arm) => arm),
    generator,
  );
  const rows = shuffle(
    square.map((_, row) => row),
    generator,
  );
  const row = square[rows[place.block % square.length] as number] as readonly number[];
  return row.map((symbol) => labels[symbol] as number);
}

/** 0 to 4095 bytes of padding for the trial's environment: a new stack alignment each time. */
export function paddingBytes(generator: RandomGenerator): number {
  return uniformInt(generator, 0, 4095);
}
