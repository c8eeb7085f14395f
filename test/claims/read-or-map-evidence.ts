/** Constructed times of reading and of mapping a cached file, for the claims that compare the two. */
import type { Evidence } from '../../src/model/claim.ts';
import { evidence, timesAround } from './constructed.ts';

/** Times of the mapping where calls take 1 ms, for one page used once and for one mapping used often, in ns. */
export function readOrMap(onePageNs: number, repeatedNs: number, residentBefore = 64): Evidence {
  const took = (ns: number) =>
    timesAround(15, 'read', ns, { facts: { pages: 64, residentBefore, sumAgrees: 1 } });
  const stage = (ns: number) => ({ read: took(1e6), mmap: took(ns), control: took(1e6) });
  return evidence({ 'file-read/one-page': stage(onePageNs), 'file-read/repeated': stage(repeatedNs) });
}
