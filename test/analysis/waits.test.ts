/** What is said where other programs had the CPU: of phases by their count, of commands by their share of the wall clock. */
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Sample } from '../../src/model/probe.ts';
import { commandStage, quietUsage } from '../runner/replayed-commands.ts';
import { comparisonOf, headerOf, MIB, planOf, trialOf } from './fixture.ts';
import { readingsEach, sharedDesigns, sharedTrial } from './shared-trial.ts';

function waitsOf(analysis: Analysis): Finding[] {
  return computeFindings(analysis).filter(
    ({ kind, figures }) =>
      kind === 'machine' && figures && ('waitedShare' in figures || 'preempted' in figures),
  );
}

/** First touches of which so many lost their CPU; these were on it for half of the time. */
function preempted(blocks: number, touched: number): Analysis {
  const analysis = new Analysis(headerOf(planOf(comparisonOf())));
  const quiet: Sample = [1000, 0, 0, 0, 0, 0, 0];
  let left = touched;
  for (let block = 0; block < blocks; block++) {
    for (const arm of [0, 1, 2]) {
      const lost = left-- > 0;
      const touch = lost ? [200_000, 256, 0, 0, 1, 0, 100_000] : [100_000, 256, 0, 0, 0, 0, 100_000];
      const steps = [{ address: 0x7f0000000000, samples: [quiet, touch, quiet, quiet] }];
      analysis.add(trialOf({ block, arm, position: arm, steps }));
    }
  }
  return analysis;
}

describe('phases that lost their CPU', () => {
  test('are counted, with what became of their times', () => {
    const [finding, ...more] = waitsOf(preempted(10, 3));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ n: 3, verdict: null, figures: { preempted: 3, timed: 120 } });
    expect(finding?.sentence).toBe(
      'other programs took the CPU from 3 of 120 timed phases: these count the time that they were on a CPU, not the wait.',
    );
  });

  test('are not worth a sentence where they are one in two hundred, or none', () => {
    expect(waitsOf(preempted(10, 0))).toEqual([]);
    expect(waitsOf(preempted(200, 12))).toEqual([]);
    expect(waitsOf(preempted(200, 13))).toHaveLength(1);
  });

  test('leave the medians of the times that they took themselves', () => {
    const estimates = (touched: number) =>
      computeFindings(preempted(10, touched)).filter(({ kind }) => kind === 'comparison');
    expect(estimates(30).map(({ ratio }) => ratio)).toEqual(estimates(0).map(({ ratio }) => ratio));
  });

  test('are counted in a process that arms share too', () => {
    const design = sharedDesigns['in-process'];
    const arms = comparisonOf().cells[0]?.arms ?? [];
    const analysis = new Analysis(
      headerOf(planOf(comparisonOf({ cells: [{ sizeBytes: MIB, arms, design }] }))),
    );
    const touchNs = Array.from({ length: readingsEach }, () => 1e5);
    const trial = sharedTrial(
      design,
      [0, 1, 2].map(() => ({ touchNs, faults: 256 })),
    );
    const series = (trial.series ?? []).map((one) => ({
      ...one,
      preempted: [[], [[3, 9e4] as const], [], []],
    }));
    analysis.add({ ...trial, series });
    expect(waitsOf(analysis)).toMatchObject([{ n: 3, figures: { preempted: 3 } }]);
  });
});

/** Two commands of 1 ms, of which so much was waited for a CPU; with so many threads where a witness trial saw them. */
function waiting(waitedNs: number | undefined, threads: readonly (number | undefined)[]): Analysis {
  const stage = commandStage(['a', 'b']);
  const analysis = new Analysis(headerOf(planOf(stage)));
  const usage = { ...quietUsage, ...(waitedNs === undefined ? {} : { waitedNs }) };
  for (const [arm, count] of threads.entries()) {
    const value = { largestBytes: MIB, sumBytes: MIB, processes: 1, threads: count ?? 0 };
    const peak =
      count === undefined
        ? ({ state: 'unavailable', reason: 'no tracing here' } as const)
        : ({ state: 'measured', value } as const);
    analysis.add({ ...trialOf({ role: 'witness', arm, steps: [] }), usage, peak });
  }
  for (let block = 0; block < 12; block++) {
    for (const arm of [0, 1, 2]) {
      const own =
        arm === 1 ? { ...usage, ...(waitedNs === undefined ? {} : { waitedNs: waitedNs * 2 }) } : usage;
      const wallNs = 1e6 + (own.waitedNs ?? 0);
      analysis.add({ ...trialOf({ block, arm, position: arm, steps: [] }), wallNs, usage: own });
    }
  }
  return analysis;
}

describe('commands that were ready and had no CPU', () => {
  const wallRatio = (analysis: Analysis): number | null | undefined =>
    computeFindings(analysis).find(({ kind, phase }) => kind === 'comparison' && phase === 'wall')?.ratio;

  test('have the wait left out where each is a single thread', () => {
    const analysis = waiting(250_000, [1, 1]);
    const [finding, ...more] = waitsOf(analysis);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ n: 36, figures: { waitedShare: 0.2 } });
    expect(finding?.sentence).toContain('for 20 % of the wall clock (median of 36); it is left out');
    expect(wallRatio(analysis)).toBeCloseTo(1, 9);
  });

  test.each<[string, readonly (number | undefined)[]]>([
    ['one has several threads', [1, 2]],
    ['the first has several', [4, 1]],
    ['nothing is known of one', [1, undefined]],
    ['no witness trial was there', []],
  ])('keep it where %s', (_, threads) => {
    const analysis = waiting(250_000, threads);
    expect(waitsOf(analysis)[0]?.sentence).toContain('it is in the wall times');
    expect(wallRatio(analysis)).toBeCloseTo(1.2, 9);
  });

  test('are not worth a sentence below half a percent, nor where the kernel does not count', () => {
    expect(waitsOf(waiting(4_000, [1, 1]))).toEqual([]);
    expect(waitsOf(waiting(undefined, [1, 1]))).toEqual([]);
    expect(wallRatio(waiting(undefined, [1, 1]))).toBeCloseTo(1, 9);
  });
});
