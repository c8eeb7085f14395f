/** Sizes that are no multiple of a page: the last page is touched, and nothing beyond it. */
import { describe, expect, it } from 'vitest';
import {
  KIB,
  MIB,
  minorFaults,
  onlyStep,
  skipWhereKernelTakesHintFaults,
  startTestProbe,
  trialOf,
} from './fixture.ts';

const probe = startTestProbe();
const page = probe.description.pageSizeBytes;
const sizes = [1, page - 1, page, page + 1, 100 * KIB + 123, MIB - 1, MIB + 1];

describe('a region of any size', () => {
  for (const strategy of probe.description.strategies) {
    // hugetlb takes whole huge pages of a scarce pool; populated regions have their faults in allocate.
    if (strategy.backing === 'hugetlb' || strategy.backing === 'none' || strategy.populates) continue;

    it.for(['write-all', 'write-page', 'write-page-random'])(
      `takes a fault for each page begun: ${strategy.name} with %s`,
      async (pattern, ctx) => {
        skipWhereKernelTakesHintFaults(ctx);
        if (strategy.unsupported) ctx.skip(strategy.unsupported);
        for (const sizeBytes of sizes) {
          const step = onlyStep(
            await probe.runTrial(trialOf({ strategy: strategy.name, pattern, sizeBytes })),
          );
          const pages = Math.ceil(sizeBytes / page);
          const faults = minorFaults(step, 'first-touch');
          // An allocator writes headers before and behind the region; from the heap, calloc clears and realloc copies.
          const taken = strategy.viaMalloc ? faults + minorFaults(step, 'allocate') : faults;
          expect(taken, `${sizeBytes} bytes`).toBeGreaterThanOrEqual(strategy.viaMalloc ? pages - 2 : pages);
          expect(faults, `${sizeBytes} bytes`).toBeLessThanOrEqual(pages);
          expect(minorFaults(step, 'second-touch'), `${sizeBytes} bytes`).toBe(0);
        }
      },
    );
  }

  it.for([0, 1, 333_333, 500_000, 999_999, 1_000_000])(
    'is touched in exactly the fraction asked for, rounded down: %i millionths',
    async (fractionPpm, ctx) => {
      skipWhereKernelTakesHintFaults(ctx);
      const request = { pattern: 'write-fraction', sizeBytes: 1000 * page + 1, fractionPpm };
      const step = onlyStep(await probe.runTrial(trialOf(request)));
      expect(minorFaults(step, 'first-touch')).toBe(Math.floor((1001 * fractionPpm) / 1e6));
    },
  );
});
