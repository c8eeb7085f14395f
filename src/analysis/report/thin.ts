/** Fewer values for drawing, never silently: how many of how many goes with them. */
import type { Steps, Thinned, TypicalRange } from '../../model/report.ts';
import { quantileOfSorted, sorted } from '../../statistics/index.ts';

/** On one page: what a canvas draws at once without a reader's noticing. */
export const mostPoints = 100_000;
/** More steps than pixels are not seen. */
const mostSteps = 600;
const mostLooks = 160;

/** Numbers as they are drawn: five significant digits. */
export function short(value: number): number {
  return Number(value.toPrecision(5));
}

/** Evenly spread indices into `count` values, first and last among them; all where they are `most` or fewer. */
export function spreadIndices(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}

/** Counts 1 to `count`, at a geometric pace where they are many; the last among them. */
export function spreadCounts(count: number): number[] {
  if (count <= mostLooks) return Array.from({ length: count }, (_, index) => index + 1);
  const pace = Array.from({ length: mostLooks }, (_, index) =>
    Math.round(count ** (index / (mostLooks - 1))),
  );
  return [...new Set(pace)];
}

/** Of those that are kept, every so manieth is there because it is extreme. */
const extremeShare = 50;

/** Evenly spread indices, and among them those of the lowest and the highest values; `ascending` has the same values. */
function spreadWithExtremes(values: Float64Array, ascending: Float64Array, most: number): number[] {
  if (values.length <= most) return spreadIndices(values.length, most);
  const each = Math.ceil(most / extremeShare / 2);
  const [low, high] = [ascending[each - 1] as number, ascending[ascending.length - each] as number];
  const beyond: number[] = [];
  const alike: number[] = [];
  for (const [index, value] of values.entries()) {
    if (value < low || value > high) beyond.push(index);
    else if (value === low || value === high) alike.push(index);
  }
  const extremes = [...beyond, ...alike].slice(0, 2 * each);
  const even = spreadIndices(values.length, most - extremes.length);
  return [...new Set([...even, ...extremes])].sort((one, other) => one - other);
}

/** Beyond Tukey's outer fences a value is far out. */
const fences = 3;

/** In logarithms, since times and ratios lie about evenly there. Source: Tukey, Exploratory Data Analysis, section 2D (1977). */
export function typicalRange(ascending: Float64Array): TypicalRange | null {
  if (ascending.length === 0) return null;
  const log = (value: number): number => Math.log(Math.max(Number.MIN_VALUE, value));
  const [lower, upper] = [0.25, 0.75].map((p) => log(quantileOfSorted(ascending, p))) as [number, number];
  const reach = fences * (upper - lower);
  const [least, most] = [ascending[0] as number, ascending.at(-1) as number];
  return {
    low: short(Math.max(least, Math.exp(lower - reach))),
    high: short(Math.min(most, Math.exp(upper + reach))),
  };
}

type Spread = {
  readonly index: number[];
  readonly value: number[];
  readonly thinned: Thinned;
  readonly typical: TypicalRange | null;
};

/** At most `most` of the values in their order, the most extreme ones among them. */
export function everySo(values: Float64Array, most: number): Spread {
  const ascending = sorted(values);
  const index = spreadWithExtremes(values, ascending, most);
  return {
    index,
    value: index.map((at) => short(values[at] as number)),
    thinned: { drawn: index.length, of: values.length },
    typical: typicalRange(ascending),
  };
}

/** The empirical distribution. */
export function stepsOf(values: Float64Array): Steps {
  const ascending = sorted(values);
  const index = spreadIndices(ascending.length, mostSteps);
  return {
    value: index.map((at) => short(ascending[at] as number)),
    share: index.map((at) => short((at + 1) / ascending.length)),
    thinned: { drawn: index.length, of: ascending.length },
    typical: typicalRange(ascending),
  };
}
