/** Loads a module of bench/trust/, which is plain JavaScript without types of its own; tests say what they expect of it. */
import { readFileSync } from 'node:fs';

/** The exports of bench/trust/PATH, as the type that the test states. */
export async function openBench<Exports>(path: string): Promise<Exports> {
  return await import(new URL(`../../../bench/trust/${path}`, import.meta.url).href);
}

/** What a peer printed once, from test/fixtures/peers/. */
export function recorded(name: string): string {
  return readFileSync(new URL(`../../fixtures/peers/${name}`, import.meta.url), 'utf8');
}

export type Verdict = 'A' | 'B' | 'none';
export type TwoSamples = { a: number[]; b: number[] };
