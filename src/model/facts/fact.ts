/** A line of a card: a name, and what was read or why nothing was. What a terminal prints and a page shows. */
import type { Reading } from '../reading.ts';
import { formatCount } from '../units.ts';

export type Fact = {
  /** Unique in its group. */
  readonly name: string;
  /** What was read, in words; where `missing`, the reason why nothing was. */
  readonly text: string;
  readonly missing: boolean;
  /** Of what only grows since boot: the count itself, and how a difference of two is written. */
  readonly counter?: { readonly value: number; readonly inWords: (count: number) => string };
};

export type FactGroup = { readonly title: string; readonly facts: readonly Fact[] };

/**
 * A group of a card. The card of a recorded run is only shown, so it is not checked line by line when the file is read: a group
 * that is not as it should be says so, and the others stand.
 */
export function group(title: string, make: () => readonly Fact[]): FactGroup {
  try {
    return { title, facts: make() };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { title, facts: [missing('all of it', 'the run file does not have it in a form that is known')] };
  }
}

export function known(name: string, text: string): Fact {
  return { name, text, missing: false };
}

export function missing(name: string, reason: string): Fact {
  return { name, text: reason, missing: true };
}

export function fact<T>(name: string, reading: Reading<T>, inWords: (value: T) => string = String): Fact {
  return reading.state === 'measured' ? known(name, inWords(reading.value)) : missing(name, reading.reason);
}

/** Of what only grows since boot. */
export function counterFact(
  name: string,
  reading: Reading<number>,
  inWords: (count: number) => string = formatCount,
): Fact {
  const own = fact(name, reading, inWords);
  return reading.state === 'measured' ? { ...own, counter: { value: reading.value, inWords } } : own;
}

/** A fact for each of a list that was read; one that says why not, or that there is none. */
export function listFacts<T>(
  name: string,
  list: Reading<readonly T[]>,
  each: (one: T, index: number) => Fact,
): Fact[] {
  if (list.state === 'unavailable') return [missing(name, list.reason)];
  return list.value.length > 0 ? list.value.map(each) : [known(name, 'none')];
}

/** Part of a text: the value, or that it is not there and why. */
export function part<T>(what: string, reading: Reading<T>, inWords: (value: T) => string): string {
  return reading.state === 'measured' ? inWords(reading.value) : `${what} unavailable (${reading.reason})`;
}

/** Neighbours that are alike become one. */
export function mergeAlike(facts: readonly Fact[], name: (first: number, last: number) => string): Fact[] {
  const merged: Fact[] = [];
  let from = 0;
  for (const [index, own] of facts.entries()) {
    const next = facts[index + 1];
    if (next && next.text === own.text && next.missing === own.missing) continue;
    merged.push({ ...own, name: name(from, index) });
    from = index + 1;
  }
  return merged;
}

export function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** As the kernel writes it: `0-3, 7`. */
export function cpuList(cpus: readonly number[]): string {
  if (cpus.length === 0) return 'none';
  const parts: string[] = [];
  let [from, last] = [cpus[0] as number, cpus[0] as number];
  for (const cpu of [...cpus.slice(1), Number.NaN]) {
    if (cpu === last + 1) {
      last = cpu;
      continue;
    }
    parts.push(from === last ? String(from) : `${from}-${last}`);
    [from, last] = [cpu, cpu];
  }
  return parts.join(', ');
}
