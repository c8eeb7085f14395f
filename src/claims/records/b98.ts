/** B98: minor faults count the pages touched. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/counts';
const ways: Readonly<Record<string, string>> = {
  sequential: 'written in base pages',
  'huge-sequential': 'in huge pages',
  file: 'of a cached file',
  'read-then-write': 'read, then written',
  populated: 'populated before',
};

export const b98: Claim = {
  id: 'B98',
  title: 'minor faults count the pages touched',
  statement: 'The number of minor faults that a program takes is the number of pages that it touches.',
  source: ['the practice of benchmarks'],
  prediction:
    'If true, one fault a page whatever the pages are and however they come. Any kind with a count that is 5 % off refutes it.',
  mechanism:
    'A fault maps as much as the kernel likes: a huge page of 2 MiB, sixteen or more neighbours of a cached file, everything when ' +
    'memory is populated. And a page may take two: a read maps the shared page of zeros, the later write replaces it.',
  caveats: [
    'It holds for private anonymous memory in base pages that is written first, which is why it is believed.',
    'Divide by the faults that were counted, never by pages assumed.',
  ],
  needs: [stage],
  decide(evidence) {
    const seen = Object.entries(ways).map(([name, words]) => {
      const arm = armOf(evidence, stage, name);
      return { name, words, faults: arm.faults('touch'), pages: arm.fact('touchedPages') };
    });
    const [plain] = seen;
    requireEngaged((plain?.faults ?? 0) > 0, 'no kind of memory took a fault');
    const pages = plain?.pages ?? 0;
    const parts = seen.map(({ words, faults }) => `${formatCount(faults)} ${words}`);
    const off = seen.filter((one) => Math.abs(one.faults - one.pages) > 0.05 * one.pages);
    return decideBy(off.length === 0, `faults of touching ${formatCount(pages)} pages: ${parts.join(', ')}`);
  },
};
