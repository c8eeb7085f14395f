/** What is said of commands: ratios with verdicts, counts that go with them, peaks, outputs and leftovers. */
import { describe, expect, test } from 'vitest';
import { Analysis, compareRuns, computeFindings } from '../../src/analysis/index.ts';
import type { CommandUsage } from '../../src/model/command.ts';
import type { CommandStage } from '../../src/model/experiment.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { commandStage, quietUsage } from '../runner/replayed-commands.ts';
import { randomSource } from '../statistics/random-source.ts';
import { headerOf, MIB, planOf } from './fixture.ts';

type Shape = Partial<CommandUsage> & { readonly wallNs?: number; readonly peakBytes?: number };

function trial(parts: Partial<TrialRecord>): TrialRecord {
  const place = { role: 'timed', stage: 0, cell: 0, block: 0, position: 0, arm: 0 } as const;
  return {
    kind: 'trial',
    ...place,
    atMs: 0,
    wallNs: 1e6,
    end: { how: 'exit', code: 0 },
    steps: [],
    usage: quietUsage,
    ...parts,
  };
}

/** So many blocks with 1 % of noise; the control arm is shaped as the first. */
function analysed(shapes: readonly Shape[], blocks: number, stage: CommandStage, seed = 1): Analysis {
  const random = randomSource(seed);
  const analysis = new Analysis(headerOf(planOf(stage)));
  for (const [arm, { wallNs: _, peakBytes = MIB, ...usage }] of shapes.entries()) {
    const value = { largestBytes: peakBytes, sumBytes: peakBytes * 2, processes: 2, threads: 2 };
    for (let block = 0; block < 3; block++)
      analysis.add(
        trial({
          role: 'witness',
          arm,
          block,
          usage: { ...quietUsage, ...usage },
          peak: { state: 'measured', value },
        }),
      );
  }
  for (let block = 0; block < blocks; block++) {
    for (const [arm, { wallNs = 1e6, peakBytes: _, ...usage }] of [...shapes, shapes[0] as Shape].entries()) {
      const noise = Math.exp(random.normal() / 100);
      analysis.add(
        trial({ arm, block, position: arm, wallNs: wallNs * noise, usage: { ...quietUsage, ...usage } }),
      );
    }
  }
  return analysis;
}

const comparisons = (findings: readonly Finding[]) => findings.filter(({ kind }) => kind === 'comparison');
const two = commandStage(['a', 'b']);

describe('a command that takes a tenth more', () => {
  const analysis = analysed(
    [{}, { wallNs: 1.1e6, userNs: 700_000, minorFaults: 4100, peakBytes: 4 * MIB }],
    40,
    two,
  );
  const findings = computeFindings(analysis);

  test('is different and slower, with the counts that go with it', () => {
    const [wall, cpu, faults, peak] = comparisons(findings);
    expect(wall).toMatchObject({ arm: 'b', reference: 'a', phase: 'wall', n: 40, verdict: 'different' });
    expect(wall?.ratio).toBeCloseTo(1.1, 1);
    expect(wall?.sentence).toMatch(
      /^b takes 1\.\d+ \(1\.\d+\.\.1\.\d+\) of a's wall time over 40 blocks: different: slower\./,
    );
    expect(wall?.sentence).toContain(
      'Medians: CPU time 1.1 ms against 1 ms, minor faults 4,100 against 100.',
    );
    expect(cpu).toMatchObject({ phase: 'cpu', verdict: 'different' });
    expect(faults).toMatchObject({ phase: 'minor-faults', verdict: 'different', ratio: expect.closeTo(41) });
    expect(peak).toMatchObject({ phase: 'peak-memory', verdict: null, interval: null, ratio: 4, n: 3 });
    expect(peak?.sentence).toContain("the largest of b's 2 processes had 4 MiB");
  });

  test('is told by a run that is decided by the wall clock alone', () => {
    expect(analysis.isDecided(0, 0)).toBe(true);
    expect(analysis.standing(0, 0)).toMatch(/^b 1\.\d+ /);
    const few = analysed([{}, { wallNs: 2e6 }], 9, two);
    expect(few.isDecided(0, 0)).toBe(false);
  });

  test('stands beside a control and an estimate of each', () => {
    expect(findings.filter(({ kind }) => kind === 'control')).toMatchObject([
      { arm: 'a', verdict: null, n: 40 },
    ]);
    const estimates = findings.filter(({ kind }) => kind === 'estimate');
    expect(estimates.map(({ arm, n }) => [arm, n])).toEqual([
      ['a', 40],
      ['b', 40],
    ]);
    expect(estimates[1]?.figures).toMatchObject({
      userNs: 700_000,
      minorFaults: 4100,
      peakBytes: 4 * MIB,
      processes: 2,
    });
  });
});

test('two commands that take the same are equivalent, and constant counts do no harm', () => {
  const found = comparisons(computeFindings(analysed([{}, {}], 150, two)));
  expect(found.map(({ verdict }) => verdict)).toEqual(['equivalent', 'equivalent', 'equivalent', null]);
});

test('identical commands differ in no more than their share of runs', () => {
  const different = Array.from({ length: 60 }, (_, seed) =>
    comparisons(computeFindings(analysed([{}, {}, {}], 30, commandStage(['a', 'b', 'c']), seed))).some(
      ({ verdict }) => verdict === 'different',
    ),
  );
  // One in a hundred is promised; three of sixty would be a chance of about 2 %.
  expect(different.filter(Boolean).length).toBeLessThanOrEqual(2);
});

test('a number of blocks fixed beforehand has its interval earlier, once all are there', () => {
  const shapes = [{}, { wallNs: 1.5e6 }];
  const fixed = commandStage(['a', 'b'], { minBlocks: 11, maxBlocks: 11 });
  const wall = (blocks: number, stage: CommandStage) =>
    comparisons(computeFindings(analysed(shapes, blocks, stage)))[0];
  expect(wall(11, fixed)).toMatchObject({
    verdict: 'different',
    n: 11,
    interval: { low: expect.any(Number) },
  });
  expect(wall(10, fixed)?.interval?.high).toBeNull();
  expect(wall(11, two)?.interval?.high).toBeNull();
});

test('a copy that differs makes every verdict void', () => {
  const analysis = new Analysis(headerOf(planOf(two)));
  for (let block = 0; block < 40; block++)
    for (const [arm, wallNs] of [1e6, 1.5e6, 1.2e6].entries()) analysis.add(trial({ arm, block, wallNs }));
  const found = computeFindings(analysis);
  expect(found.find(({ kind }) => kind === 'control')).toMatchObject({ verdict: 'void' });
  expect(comparisons(found)[0]).toMatchObject({ phase: 'wall', verdict: 'void' });
  expect(analysis.isDecided(0, 0)).toBe(true);
});

test('what they print, leave running and fail with is said', () => {
  const stage = commandStage(['a', 'b', 'c'], { checkOutput: true, ignoreFailure: 'all' });
  const analysis = new Analysis(headerOf(planOf(stage)));
  for (const [arm, hash] of ['x', 'y', 'x'].entries()) {
    const usage = { ...quietUsage, leftRunning: arm === 2 ? 3 : 0, printed: { bytes: 5 + arm, hash } };
    analysis.add(trial({ role: 'witness', arm, usage }));
    const end = { how: 'exit', code: arm === 1 ? 7 : 0 } as const;
    analysis.add(trial({ arm, end }));
    if (arm === 1) analysis.add(trial({ arm, block: 1, end: { how: 'signal', signal: 9 } }));
  }
  const sentences = computeFindings(analysis).map(({ kind, sentence }) => `${kind}: ${sentence}`);
  expect(sentences).toContain(
    'output: the commands print different things: b prints 6 bytes, a 5 bytes, with another hash. They may not do the same work.',
  );
  expect(sentences.find((one) => one.startsWith('left-running'))).toContain(
    'c left up to 3 processes running',
  );
  expect(sentences.find((one) => one.startsWith('exit-code'))).toContain(
    'b failed in 2 of 2 executions (exit code 7; ended by a signal)',
  );
});

test('a peak that could not be read is no comparison, and its reason is told', () => {
  const analysis = new Analysis(headerOf(planOf(two)));
  const peak = { state: 'unavailable', reason: 'ptrace: no' } as const;
  for (const arm of [0, 1]) analysis.add(trial({ role: 'witness', arm, peak }));
  for (const arm of [0, 1, 2]) analysis.add(trial({ arm }));
  const found = computeFindings(analysis);
  expect(comparisons(found).map(({ phase }) => phase)).toEqual(['wall', 'cpu', 'minor-faults']);
  expect(found.find(({ kind }) => kind === 'estimate')?.sentence).toContain(
    'Its peak memory is not known: ptrace: no.',
  );
});

test('a trial that ended as it may not is refused, and in no figure', () => {
  const analysis = new Analysis(headerOf(planOf(two)));
  analysis.add(trial({ arm: 1, end: { how: 'signal', signal: 9 } }));
  expect(analysis).toMatchObject({ trials: 1, refusedTrials: 1 });
  expect(computeFindings(analysis)).toEqual([]);
});

describe('two recorded runs', () => {
  const first = analysed([{}, { wallNs: 1.1e6 }], 40, two, 3);

  test('of which the second was slower in all say so without a verdict, and that no arm moved against another', () => {
    const second = analysed([{ wallNs: 2e6 }, { wallNs: 2.2e6 }], 40, two, 4);
    const [a, b] = compareRuns(first, second);
    expect(a).toMatchObject({ kind: 'between-runs', arm: 'a', verdict: null, ratio: expect.closeTo(2, 1) });
    expect(a?.interval?.low).toBeLessThan(2);
    expect(a?.interval?.high).toBeGreaterThan(2);
    expect(a?.figures?.ratioOfRatios).toBeNull();
    expect(b?.figures).toMatchObject({ comparedWith: 'a', ratioOfRatios: expect.closeTo(1, 1) });
  });

  test('that have nothing in common come to nothing', () => {
    expect(compareRuns(first, analysed([{}, {}], 12, commandStage(['c', 'd'])))).toEqual([]);
  });
});
