/**
 * A time, or the difference of two, as a sum of counts times costs. Every block of the calibration gives one value of every
 * term and of their sum; a term is the median of its values with their order-statistic interval.
 */
import { type Interval, median, signInterval } from '../../statistics/index.ts';
import type { Costs } from './costs.ts';
import type { Counts } from './counts.ts';

/** Nanoseconds, with the interval that the calibration's blocks give them. */
export type Amount = { readonly ns: number; readonly interval: Interval };

/** A part of the whole, in the words of the sentence. */
export type Term = Amount & { readonly name: TermName; readonly count: number };
export type TermName =
  | 'system calls'
  | 'exceptions'
  | 'page set-up'
  | 'zeroing'
  | 'page set-up and zeroing'
  | 'stores';

export type Decomposition = {
  readonly terms: readonly Term[];
  /** The terms added up; the interval is that of the blocks' own sums. */
  readonly explained: Amount;
  /** Blocks of the calibration that it rests on. */
  readonly blocks: number;
};

/** `2 - 1` where an arm is held against another; one arm alone against nothing. */
export function subtractCounts(own: Counts, other: Counts): Counts {
  const difference = (name: keyof Counts): number => Number(own[name]) - Number(other[name]);
  const entries = Object.keys(own).map((name) => [name, difference(name as keyof Counts)]);
  return { ...(Object.fromEntries(entries) as Counts), callsSeen: own.callsSeen && other.callsSeen };
}

/** Count times cost, block by block; a count of nothing needs no cost. */
function product(count: number, cost: Float64Array, blocks: number): Float64Array {
  if (count === 0) return new Float64Array(blocks);
  return Float64Array.from({ length: blocks }, (_, block) => count * (cost[block] ?? Number.NaN));
}

function sum(parts: readonly Float64Array[], blocks: number): Float64Array {
  return Float64Array.from({ length: blocks }, (_, block) =>
    parts.reduce((total, part) => total + (part[block] as number), 0),
  );
}

/** The median of the values that are there, and the interval that covers it with probability 1 - alpha. */
export function amountOf(values: Float64Array, alpha: number): Amount {
  const known = values.filter((value) => !Number.isNaN(value));
  return { ns: median(known), interval: signInterval(known, alpha) };
}

/** Zeroing is told apart from the rest of a page's set-up where huge pages have shown what it costs. */
function pageTerms(counts: Counts, costs: Costs, pageSizeBytes: number, blocks: number) {
  const { basePage, zeroedByte, hugePages } = counts;
  const pages = product(basePage, costs.basePage, blocks);
  if (!costs.zeroedByte.some((cost) => !Number.isNaN(cost)))
    return [{ name: 'page set-up and zeroing', count: basePage + hugePages, values: pages }] as const;
  const zeroedInBase = product(basePage * pageSizeBytes, costs.zeroedByte, blocks);
  return [
    {
      name: 'page set-up',
      count: basePage + hugePages,
      values: pages.map((ns, block) => ns - (zeroedInBase[block] as number)),
    },
    {
      name: 'zeroing',
      count: basePage * pageSizeBytes + zeroedByte,
      values: sum([zeroedInBase, product(zeroedByte, costs.zeroedByte, blocks)], blocks),
    },
  ] as const;
}

/** What these counts cost. Intervals cover with probability 1 - alpha each. */
export function decompose(counts: Counts, costs: Costs, pageSizeBytes: number, alpha: number): Decomposition {
  const blocks = costs.map.length;
  const total = (
    ...names: (
      | 'call'
      | 'map'
      | 'unmap'
      | 'advise'
      | 'populateCall'
      | 'freshByte'
      | 'hugeByte'
      | 'presentByte'
      | 'visit'
    )[]
  ) =>
    sum(
      names.map((name) => product(counts[name], costs[name], blocks)),
      blocks,
    );
  const { call, map, unmap, advise, freshByte, hugeByte, presentByte, visit, exception } = counts;
  const parts = [
    {
      name: 'system calls',
      count: call + map + unmap + advise,
      values: total('call', 'map', 'unmap', 'advise', 'populateCall'),
    },
    { name: 'exceptions', count: exception, values: product(exception, costs.exception, blocks) },
    ...pageTerms(counts, costs, pageSizeBytes, blocks),
    {
      name: 'stores',
      count: freshByte + hugeByte + presentByte + visit,
      values: total('freshByte', 'hugeByte', 'presentByte', 'visit'),
    },
  ] as const;
  const terms = parts.map(({ name, count, values }) => ({ name, count, ...amountOf(values, alpha) }));
  const whole = amountOf(
    sum(
      parts.map(({ values }) => values),
      blocks,
    ),
    alpha,
  );
  const ns = terms.reduce((added, term) => added + term.ns, 0);
  // Medians do not quite add up: the sentence's figures must, so the sum takes the blocks' interval around itself.
  const interval = {
    low: ns - (whole.ns - whole.interval.low),
    high: ns + (whole.interval.high - whole.ns),
  };
  return { terms, explained: { ns, interval }, blocks };
}

/**
 * Measured minus explained. The half-widths are added, not their squares: the two were measured at different moments, and
 * a machine that drifts moves them in no independent way.
 */
export function residualOf(measured: Amount, explained: Amount): Amount {
  return {
    ns: measured.ns - explained.ns,
    interval: {
      low: measured.interval.low - explained.interval.high,
      high: measured.interval.high - explained.interval.low,
    },
  };
}
