/** Constructed times of reading and of mapping a cached file, for the claims that compare the two. */
import type { Evidence } from '../../src/model/claim.ts';
import { evidence, timesAround } from './constructed.ts';

/** Times of the mapping where calls take 1 ms, for one page used once and for one mapping used often, in ns. */
export function readOrMap(onePageNs: number, repeatedNs: number, residentBefore = 64): Evidence {
  const took = (ns: number) =>
    timesAround(15, 'read', ns, { facts: { pages: 64, residentBefore, sumAgrees: 1 } });
  return evidence({
    'file-read/small-and-repeated': {
      'read one page': took(1e6),
      'map one page': took(onePageNs),
      'read repeatedly': took(1e6),
      'map repeatedly': took(repeatedNs),
      control: took(1e6),
    },
  });
}
