/** Seeded random numbers for simulations: the same seed gives the same test, on every machine. */

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface RandomSource {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Exponential with median 0: skewed, and no method for symmetric values is right about it. */
  readonly skewed: () => number;
  /** Without a mean: ratio of two normals, median 0. */
  readonly heavyTailed: () => number;
  /** Two narrow modes of unequal weight; the median, 0, is a single value that turns up in 2 % of draws. */
  readonly bimodal: () => number;
  /** -1, 0, 0 or 5: mostly ties, median 0. */
  readonly tied: () => number;
  /** First-order autoregression with median 0 and stationary variance 1. */
  readonly autoregressive: (length: number, coefficient: number) => number[];
}

export function randomSource(seed: number): RandomSource {
  const generator = xoroshiro128plus(seed);
  // The first numbers still show the sparse bits of a small seed.
  for (let i = 0; i < 64; i++) uniformFloat64(generator);
  const uniform = (): number => uniformFloat64(generator);
  const exponential = (): number => -Math.log(1 - uniform());
  const normal = (): number => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
  const autoregressive = (length: number, coefficient: number): number[] => {
    let previous = normal();
    const innovation = Math.sqrt(1 - coefficient * coefficient);
    return Array.from({ length }, () => (previous = coefficient * previous + innovation * normal()));
  };
  const bimodal = (): number => {
    const u = uniform();
    if (u < 0.49) return -1 + 0.01 * normal();
    return u < 0.51 ? 0 : 3 + 0.01 * normal();
  };
  const heavyTailed = (): number => normal() / normal();
  const tied = (): number => [-1, 0, 0, 5][Math.floor(4 * uniform())]!;
  return {
    heavyTailed,
    bimodal,
    tied,
    uniform,
    normal,
    skewed: () => exponential() - Math.LN2,
    autoregressive,
  };
}

/**
 * Share of `runs` simulations in which `happens` is true. All draw from one stream: generators of this family start
 * alike when their seeds are alike, so a seed for each run would make the runs dependent.
 */
export function shareOf(runs: number, happens: (source: RandomSource) => boolean): number {
  const source = randomSource(20_240_613);
  let count = 0;
  for (let run = 0; run < runs; run++) if (happens(source)) count++;
  return count / runs;
}
