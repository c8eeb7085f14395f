/** Many executions of one program, taken one by one, to what they show about its randomness. */
import type { ProcessStat, Vma } from '../../model/process-image.ts';
import type {
  AddressEntropy,
  Randomization,
  RandomizationConditions,
  SharedDraw,
} from '../../model/randomization.ts';
import { addressEntropy } from './address-entropy.ts';
import { inWords, judge, nearest } from './hold-against.ts';
import { promisesFor } from './promises.ts';
import { regionStarts } from './region-starts.ts';
import { type Column, type Draw, distancesBetween, sharedDraws } from './shared-draws.ts';

/** Of all intervals and bit tests of one document together. */
const ALPHA = 0.01;

/** Names that stand for a draw before those of libraries. */
const leading = ['executable', 'heap', 'stack', 'loader', 'vdso'];

function leader(draw: Draw): Column {
  const known = leading.flatMap((name) => draw.filter((column) => column.name === name));
  return known[0] ?? draw[0]!;
}

/** The program, the heap and the stack apart, then what is mapped. */
function rank(column: Column): number {
  const place = leading.indexOf(column.name);
  return place < 0 ? leading.length : place;
}

type Measured = { readonly draw: Draw; readonly column: Column; readonly entropy: AddressEntropy };

/** The draw to which its distance is least random, if that is less random than either: a draw on top of another. */
function dependence(one: Measured, others: readonly Measured[], alpha: number): SharedDraw['given'] {
  const found = others
    .filter((other) => rank(other.column) < rank(one.column) && other.entropy.atMostBits > 0)
    .map((other) => ({
      name: other.column.name,
      less: Math.min(one.entropy.atMostBits, other.entropy.atMostBits),
      entropy: addressEntropy(distancesBetween(other.column, one.column), alpha),
    }))
    .filter(({ entropy, less }) => entropy.atMostBits < less - 1)
    .sort((a, b) => a.entropy.atMostBits - b.entropy.atMostBits);
  return found[0] && { name: found[0].name, entropy: found[0].entropy };
}

function describe(
  one: Measured,
  all: readonly Measured[],
  alpha: number,
  on: RandomizationConditions,
): SharedDraw {
  const { column, draw, entropy } = one;
  const given = dependence(one, all, alpha);
  // The heap is drawn above the program: what is promised of it is the distance.
  const judged = column.name === 'heap' && given ? given.entropy : entropy;
  const promise = nearest(promisesFor(column.name, on), judged);
  const verdict = judge(judged, promise);
  const subject = judged === entropy ? column.name : `${column.name}, from ${given?.name} on`;
  const members = draw.map(({ name, starts }) => ({ name, offsetBytes: starts[0]! - column.starts[0]! }));
  return {
    name: column.name,
    regions: members,
    entropy,
    ...(given ? { given } : {}),
    promise,
    verdict,
    sentence: `${subject}: ${inWords(judged, promise, verdict)}.`,
  };
}

/** What one execution is known by. */
export type StudiedExecution = {
  readonly vmas: readonly Vma[];
  readonly stat: Pick<ProcessStat, 'startCode' | 'startBrk' | 'startStack'>;
};

type About = Pick<Randomization, 'command' | 'at' | 'asked' | 'conditions'>;

export class RandomizationStudy {
  readonly #columns = new Map<string, number[]>();
  readonly #unheld = new Map<string, number>();
  #held = 0;

  add({ vmas, stat }: StudiedExecution): void {
    for (const [name, start] of regionStarts(vmas, stat)) {
      const column = this.#columns.get(name);
      if (column) column.push(start);
      else this.#columns.set(name, [start]);
    }
    this.#held++;
  }

  addUnheld(reason: string): void {
    this.#unheld.set(reason, (this.#unheld.get(reason) ?? 0) + 1);
  }

  get held(): number {
    return this.#held;
  }

  /** The document; without any execution held it has no draws. */
  result(about: About): Randomization {
    const all = [...this.#columns].map(([name, starts]): Column => ({ name, starts }));
    const regular = all.filter(({ starts }) => starts.length === this.#held);
    const draws = sharedDraws(regular);
    const alpha = ALPHA / Math.max(1, 2 * draws.length);
    const measured = draws
      .map((draw): Measured => {
        const column = leader(draw);
        return { draw, column, entropy: addressEntropy(column.starts, alpha) };
      })
      .sort((a, b) => rank(a.column) - rank(b.column));
    return {
      ...about,
      held: this.#held,
      unheld: [...this.#unheld].map(([reason, count]) => ({ reason, count })),
      alpha: ALPHA,
      draws: measured.map((one) => describe(one, measured, alpha, about.conditions)),
      irregular: all.filter((column) => !regular.includes(column)).map(({ name }) => name),
    };
  }
}
