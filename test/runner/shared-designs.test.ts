/** Cells whose arms share a process: what is asked for in each block, with which seeds, and how much memory that is. */
import { describe, expect, test } from 'vitest';
import { makeArm } from '../../src/experiments/index.ts';
import type { CellDesign } from '../../src/model/design.ts';
import type { TrialRequest } from '../../src/model/probe.ts';
import type { RunSettings } from '../../src/model/run.ts';
import { comparisonOf, MIB, planOf } from '../analysis/fixture.ts';
import { BlockCountJudge, ReplayedRun, type ReplayOptions } from './replayed-run.ts';

const blocks = 5;
const arms = [makeArm('mmap-private'), makeArm('mmap-nohuge')];
const inProcess: CellDesign = { kind: 'in-process', rounds: 6 };
const interleaved: CellDesign = { kind: 'interleaved', chunkBytes: MIB / 4 };

async function runOf(designs: readonly CellDesign[], options: ReplayOptions = {}): Promise<ReplayedRun> {
  const cells = designs.map((design) => ({ sizeBytes: MIB, arms, design }));
  const run = new ReplayedRun(planOf(comparisonOf({ cells })), {
    judge: new BlockCountJudge(blocks),
    ...options,
  });
  await run.run();
  return run;
}

const sharedRequests = ({ probe }: ReplayedRun): TrialRequest[] =>
  probe.requests.filter(({ design }) => design);

async function seedsOf(settings: Partial<RunSettings>): Promise<(number | undefined)[]> {
  const run = await runOf([inProcess, interleaved], { settings });
  return sharedRequests(run).map(({ design }) => design?.seed);
}

describe.each([inProcess, interleaved])('a cell whose arms meet $kind', (design) => {
  test('asks for one process in each block, with every arm and the control last', async () => {
    const run = await runOf([design]);
    const requests = sharedRequests(run);
    expect(requests).toHaveLength(blocks);
    for (const request of requests) {
      expect(request).toMatchObject({ witness: false, perf: false, design });
      expect(
        request.steps.map(({ strategy, sizeBytes, secondTouch }) => [strategy, sizeBytes, secondTouch]),
      ).toEqual([
        ['mmap-private', MIB, false],
        ['mmap-nohuge', MIB, false],
        ['mmap-private', MIB, false],
      ]);
    }
    expect(run.trials('timed').map(({ block, arm, position }) => [block, arm, position])).toEqual(
      Array.from({ length: blocks }, (_, block) => [block, 0, 0]),
    );
  });

  test('writes down the readings of every arm', async () => {
    const run = await runOf([design]);
    for (const { steps, series } of run.trials('timed')) {
      expect(steps).toHaveLength(3);
      expect(series?.map(({ ns }) => ns[1]?.length)).toEqual(
        design.kind === 'in-process' ? [6, 6, 6] : [4, 4, 4],
      );
    }
  });

  test('has a witness trial of each arm in a process of its own', async () => {
    const run = await runOf([design]);
    const witnesses = run.probe.requests.filter(({ witness }) => witness);
    expect(witnesses.map(({ steps }) => steps.map(({ strategy }) => strategy))).toEqual([
      ['mmap-private'],
      ['mmap-nohuge'],
    ]);
    expect(witnesses.every((request) => request.design === undefined)).toBe(true);
  });
});

describe('the seed of a shared process', () => {
  test('differs between blocks and cells', async () => {
    const seeds = await seedsOf({ seed: 7 });
    expect(seeds).toHaveLength(2 * blocks);
    expect(new Set(seeds).size).toBe(2 * blocks);
  });

  test('is the same for the same run seed, and another for another', async () => {
    const [once, again, other] = await Promise.all([7, 7, 8].map((seed) => seedsOf({ seed })));
    expect(again).toEqual(once);
    expect(other?.filter((seed) => once?.includes(seed))).toEqual([]);
  });

  test('goes on in a resumed run where it left off', async () => {
    const settings = { seed: 7 };
    const whole = await runOf([inProcess], { settings });
    const begun = await runOf([inProcess], { settings, judge: new BlockCountJudge(2) });
    const resumed = await runOf([inProcess], { settings, earlier: begun.trials() });
    const seeds = [begun, resumed].flatMap(sharedRequests).map(({ design }) => design?.seed);
    expect(seeds).toEqual(sharedRequests(whole).map(({ design }) => design?.seed));
  });
});

describe('the memory that a trial may ask for', () => {
  test('is held against all regions of an interleaved process together', async () => {
    const short = await runOf([interleaved], { budgetBytes: 3 * MIB - 1 });
    expect(sharedRequests(short)).toEqual([]);
    for (const { end } of short.trials('timed'))
      expect(end).toMatchObject({ how: 'refused', reason: expect.stringContaining('it asks for 3 MiB') });
    expect(short.trials('timed')).toHaveLength(blocks);
    expect(sharedRequests(await runOf([interleaved], { budgetBytes: 3 * MIB }))).toHaveLength(blocks);
  });

  test('is held against one region of rounds, which come one after another', async () => {
    expect(sharedRequests(await runOf([inProcess], { budgetBytes: MIB }))).toHaveLength(blocks);
    expect(sharedRequests(await runOf([inProcess], { budgetBytes: MIB - 1 }))).toEqual([]);
  });
});
