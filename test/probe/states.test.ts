/** Strategy by strategy and pattern by pattern: the faults that real memory takes are the ones that were predicted. */
import { describe, expect, it } from 'vitest';
import type { PatternDescription, StrategyDescription } from '../../src/model/probe.ts';
import {
  MIB,
  minorFaults,
  onlyStep,
  skipWhereKernelTakesHintFaults,
  startTestProbe,
  trialOf,
} from './fixture.ts';

const probe = startTestProbe();
const { description } = probe;
const SIZE_BYTES = 16 * MIB;
const PAGES = SIZE_BYTES / description.pageSizeBytes;
const QUARTER_PPM = 250_000;
/** What the call itself may touch: code of the C library, the allocator's own records. */
const OWN_PAGES = 8;

/** hugetlb pages are another size and a scarce pool: they have their own test. */
const onBasePages = description.strategies.filter((one) => one.backing !== 'hugetlb');
const cases = onBasePages.flatMap((strategy) =>
  description.patterns.map((pattern) => ({
    strategy,
    pattern,
    name: `${strategy.name} with ${pattern.name}`,
  })),
);

function pagesTouched(strategy: StrategyDescription, pattern: PatternDescription): number {
  if (strategy.backing === 'none' || !(pattern.reads || pattern.writes)) return 0;
  return pattern.partial ? (PAGES * QUARTER_PPM) / 1e6 : PAGES;
}

/** A load maps the zero page into private memory and the store after it faults again; shared memory has one page. */
function faultsEach(strategy: StrategyDescription, pattern: PatternDescription): number {
  return pattern.reads && pattern.writes && strategy.backing === 'anonymous' ? 2 : 1;
}

describe('first touch', () => {
  it.for(cases)(
    'takes the faults predicted, and the second touch none: $name',
    async ({ strategy, pattern }, ctx) => {
      skipWhereKernelTakesHintFaults(ctx);
      if (strategy.unsupported) ctx.skip(strategy.unsupported);
      const request = {
        strategy: strategy.name,
        pattern: pattern.name,
        sizeBytes: SIZE_BYTES,
        fractionPpm: QUARTER_PPM,
      };
      const step = onlyStep(await probe.runTrial(trialOf(request)));
      const inAllocate = strategy.populates ? PAGES : 0;
      const touched = strategy.populates ? 0 : pagesTouched(strategy, pattern);
      const faults = touched * faultsEach(strategy, pattern);
      // malloc writes its header before the address, into the first page.
      const present = strategy.viaMalloc && touched > 0 ? faultsEach(strategy, pattern) : 0;

      expect(minorFaults(step, 'allocate')).toBeGreaterThanOrEqual(inAllocate);
      expect(minorFaults(step, 'allocate')).toBeLessThanOrEqual(inAllocate + OWN_PAGES);
      expect(minorFaults(step, 'first-touch')).toBeGreaterThanOrEqual(faults - present);
      expect(minorFaults(step, 'first-touch')).toBeLessThanOrEqual(faults);
      expect(minorFaults(step, 'second-touch')).toBe(0);
    },
  );

  it('takes exactly one fault a page on a mapping that must not be huge, whatever the machine prefers', async (ctx) => {
    skipWhereKernelTakesHintFaults(ctx);
    const strategy = description.strategies.find((one) => one.name === 'mmap-nohuge');
    if (strategy?.unsupported) ctx.skip(strategy.unsupported);
    const request = trialOf({ strategy: 'mmap-nohuge', sizeBytes: SIZE_BYTES }, { thpDisable: false });
    expect(minorFaults(onlyStep(await probe.runTrial(request)), 'first-touch')).toBe(PAGES);
  });

  it('is not followed by a second touch where none was asked for', async () => {
    const step = onlyStep(await probe.runTrial(trialOf({ secondTouch: false })));
    expect(step.samples.map((sample) => sample !== null)).toEqual([true, true, false, true]);
  });
});

describe('the zero reading', () => {
  it('takes no faults in any phase, and has no address', async () => {
    const step = onlyStep(await probe.runTrial(trialOf({ strategy: 'none', sizeBytes: SIZE_BYTES })));
    for (const phase of ['allocate', 'first-touch', 'second-touch', 'release'] as const) {
      expect(minorFaults(step, phase)).toBe(0);
    }
    expect(step.address).toBe(0);
  });
});

describe('a trial of several steps', () => {
  it('runs them one after another in one process and reports each', async (ctx) => {
    skipWhereKernelTakesHintFaults(ctx);
    const first = trialOf({ sizeBytes: MIB }).steps;
    const second = trialOf({ sizeBytes: 2 * MIB, secondTouch: false }).steps;
    const outcome = await probe.runTrial(trialOf({}, { steps: [...first, ...second] }));
    expect(outcome.end).toEqual({ how: 'exit', code: 0 });
    expect(outcome.steps.map((step) => minorFaults(step, 'first-touch') * description.pageSizeBytes)).toEqual(
      [MIB, 2 * MIB],
    );
    expect(outcome.steps[1]?.samples[2]).toBeNull();
  });
});
