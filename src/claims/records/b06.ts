/** B06: freeing everything in reverse order lets the heap shrink. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'release/chunks';
const sizes = ['100', '1000', '1032', '1040', '2000', '10000'];
const withoutCache = '1032 B last-first no tcache';

export const b06: Claim = {
  id: 'B06',
  title: 'freeing everything in reverse order trims the heap',
  statement: 'A program that frees every chunk, the last one first, gives its heap back.',
  source: ['common belief', 'mallopt(3), M_TRIM_THRESHOLD'],
  since: { glibc: '2.26' },
  prediction:
    'With nothing left in use, little stays resident, whatever the size of the chunks. A size at which half or more ' +
    'stays refutes it.',
  mechanism:
    'The first chunks freed are the topmost of the heap. Up to 1,032 bytes they go into the thread’s cache (seven of ' +
    'each size), up to 128 bytes then into fast bins: both still count as in use, so that the top of the heap is never ' +
    'free and nothing below it can be given back. From 1,040 bytes on, chunks merge with the top at once.',
  caveats: [
    'Seven chunks keep a heap of any size: malloc_trim, or other work that empties the cache, releases it.',
    'glibc 2.42 can keep larger blocks in the cache, which moves the edge.',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = sizes.map((size) => armOf(evidence, stage, `${size} B last-first`));
    requireMallocFrom('libc.so', arms);
    const cells = arms.map((arm, i) => {
      const [filled, kept] = [arm.median('filledBytes'), arm.median('keptBytes')];
      requireEngaged(filled >= 2 ** 20, `${arm.place}: only ${formatBytes(filled)} became resident`);
      return { size: sizes[i], stays: kept >= 0.5 * filled, words: `${sizes[i]} B: ${formatBytes(kept)}` };
    });
    const control = hasArm(evidence, stage, withoutCache)
      ? `; 1032 B without the thread’s cache: ${formatBytes(armOf(evidence, stage, withoutCache).median('keptBytes'))}`
      : '';
    const filled = formatBytes(arms[0]?.median('filledBytes') ?? 0);
    const sentence = `of about ${filled} stayed, with chunks of ${cells.map(({ words }) => words).join(', ')}${control}`;
    if (cells.every(({ stays }) => !stays)) return supported(sentence);
    const going = cells.filter(({ stays }) => !stays).map(({ size }) => size);
    return refuted(sentence, going.length > 0 ? `chunks of ${going.join(', ')} bytes` : undefined);
  },
};
