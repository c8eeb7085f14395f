import { describe, expect, test } from 'vitest';
import { makeArm } from '../../src/experiments/index.ts';
import type { Stage } from '../../src/model/experiment.ts';
import { Problem } from '../../src/model/problem.ts';
import { comparisonOf, MIB, planOf } from '../analysis/fixture.ts';
import { outcomeOf } from '../replay-probe.ts';
import { armsOf, BlockCountJudge, blocksOf, lostSupervisor, ReplayedRun } from './replayed-run.ts';

const twice: Stage = {
  kind: 'repetition',
  name: 'warmed',
  question: '?',
  arm: makeArm('malloc'),
  sizeBytes: MIB,
  repetitions: 2,
  memory: 'warmed',
};

/** A short run with everything in it: two stages of each kind, and two cells. */
const arms = [makeArm('malloc'), makeArm('mmap-private')];
const cells = [MIB, 2 * MIB].map((sizeBytes) => ({ sizeBytes, arms, design: { kind: 'fresh' } as const }));
const shortPlan = planOf(twice, comparisonOf({ cells }), twice, comparisonOf());

async function recordsOfShortRun() {
  const whole = new ReplayedRun(shortPlan, { judge: new BlockCountJudge(2) });
  await whole.run();
  return whole.records;
}

describe('a run stops', () => {
  test('when the judge has decided every cell', async () => {
    const run = new ReplayedRun(planOf(comparisonOf()), { judge: new BlockCountJudge(7) });
    const { end, problem } = await run.run();
    expect(end.reason).toBe('decided');
    expect(problem).toBeUndefined();
    expect(blocksOf(run.trials()).size).toBe(7);
    expect(run.records.at(-1)).toEqual(end);
  });

  test('after the blocks that --blocks allows, and else after those of the stage', async () => {
    const asked = new ReplayedRun(planOf(comparisonOf({ maxBlocks: 20 })), { settings: { maxBlocks: 5 } });
    expect((await asked.run()).end.reason).toBe('blocks');
    expect(blocksOf(asked.trials()).size).toBe(5);
    const planned = new ReplayedRun(planOf(comparisonOf({ maxBlocks: 20 })));
    expect((await planned.run()).end.reason).toBe('blocks');
    expect(blocksOf(planned.trials()).size).toBe(20);
  });

  test('a calibration after its own blocks, without witness trials, and says nothing of it', async () => {
    const { cells } = comparisonOf();
    const stage = { kind: 'calibration', name: 'c', question: '?', cells, blocks: 4, share: 1 } as const;
    const judge = new BlockCountJudge(7);
    const run = new ReplayedRun(planOf(comparisonOf(), stage), { judge });
    expect((await run.run()).end.reason).toBe('decided');
    const own = run.trials().filter((trial) => trial.stage === 1);
    expect(blocksOf(own).size).toBe(4);
    expect(own.filter((trial) => trial.role === 'witness')).toEqual([]);
  });

  test('when the budget is spent, with whole blocks only', async () => {
    const plan = planOf(comparisonOf({ maxBlocks: 1e6 }));
    const run = new ReplayedRun(plan, { settings: { budgetSeconds: 2 }, trialMs: 10 });
    const { end } = await run.run();
    expect(end.reason).toBe('budget');
    expect(end.atMs).toBeGreaterThanOrEqual(2000);
    expect(end.atMs).toBeLessThan(2050);
    for (const block of blocksOf(run.trials()).values()) expect(block).toHaveLength(3);
  });

  test('with each comparison at its share of the budget', async () => {
    const one = comparisonOf({ maxBlocks: 1e6, share: 3 });
    const other = comparisonOf({ name: 'other', maxBlocks: 1e6, share: 1 });
    const run = new ReplayedRun(planOf(one, other), { settings: { budgetSeconds: 8 }, trialMs: 10 });
    await run.run();
    const last = run.trials('timed').findLast((trial) => trial.stage === 0);
    expect(last?.atMs).toBeGreaterThan(5900);
    expect(last?.atMs).toBeLessThan(6100);
  });
});

describe('a run that breaks off', () => {
  test('says so when the supervisor is gone, and keeps every trial before', async () => {
    const total = (await recordsOfShortRun()).filter((record) => record.kind === 'trial').length;
    for (let lost = 0; lost < total; lost++) {
      const run = new ReplayedRun(shortPlan, {
        judge: new BlockCountJudge(2),
        answer: (request, number) => {
          if (number >= lost) throw lostSupervisor;
          return outcomeOf(request, 1000);
        },
      });
      const { end, problem } = await run.run();
      expect(problem).toBe(lostSupervisor);
      expect(end).toMatchObject({ reason: 'failed', sentence: lostSupervisor.message });
      expect(run.trials()).toHaveLength(lost);
      expect(run.records.at(-1)).toEqual(end);
    }
  });

  test('is called interrupted when it was aborted, at whatever trial', async () => {
    for (let stop = 0; stop < 20; stop++) {
      const abort = new AbortController();
      const run = new ReplayedRun(shortPlan, {
        judge: new BlockCountJudge(2),
        abort,
        answer: (request, number) => {
          if (number === stop) abort.abort();
          return outcomeOf(request, 1000);
        },
      });
      const { end, problem } = await run.run();
      expect([stop, end.reason]).toEqual([stop, 'interrupted']);
      expect(problem).toBeUndefined();
      expect(run.trials().length).toBeLessThanOrEqual(stop + 3);
      expect(run.records.at(-1)).toEqual(end);
    }
  });

  test('comes back with the problem when its file cannot be written, at whatever record', async () => {
    const total = (await recordsOfShortRun()).length;
    const full = new Problem('journal-write', 'no room', 'make room', 3);
    for (let failing = 0; failing < total; failing++) {
      const run = new ReplayedRun(shortPlan, {
        judge: new BlockCountJudge(2),
        beforeAppend: (_, number) => {
          if (number >= failing) throw full;
        },
      });
      const { end, problem } = await run.run();
      expect(problem).toBe(full);
      expect(end.reason).toBe(failing === total - 1 ? 'decided' : 'failed');
      expect(run.records).toHaveLength(failing);
    }
  });

  test('does not hide a fault of the program itself', async () => {
    const answer = (): never => {
      throw new TypeError('a bug');
    };
    await expect(new ReplayedRun(shortPlan, { answer }).run()).rejects.toThrow('a bug');
  });
});

describe('a resumed run', () => {
  test('repeats no block and no witness, takes up no broken-off block, and comes to its end, from every cut', async () => {
    const records = await recordsOfShortRun();
    for (let cut = 0; cut <= records.length; cut++) {
      const earlier = records.slice(0, cut);
      const run = new ReplayedRun(shortPlan, { judge: new BlockCountJudge(2), earlier });
      const { end } = await run.run();
      expect(end.reason).toBe('decided');
      const before = earlier.filter((record) => record.kind === 'trial');
      const old = blocksOf(before);
      for (const key of blocksOf(run.trials()).keys()) expect([cut, old.has(key)]).toEqual([cut, false]);
      for (const [key, block] of blocksOf(run.trials())) {
        const comparison = key.startsWith('1/') || key.startsWith('3/');
        expect(armsOf(block)).toEqual(comparison ? [0, 1, 2] : [0]);
      }
      const all = [...before, ...run.trials()];
      const witnessed = all.filter((trial) => trial.role === 'witness');
      expect(new Set(witnessed.map((trial) => `${trial.stage}/${trial.cell}/${trial.arm}`)).size).toBe(6);
      expect(witnessed).toHaveLength(6);
      expect([...blocksOf(all).keys()].filter((key) => key.startsWith('0/'))).toHaveLength(2);
    }
  });

  test('warms memory again before it times anything', async () => {
    const records = await recordsOfShortRun();
    const earlier = records.slice(0, records.findIndex((one) => one.kind === 'trial' && one.stage === 1) + 6);
    const run = new ReplayedRun(shortPlan, { judge: new BlockCountJudge(2), earlier });
    await run.run();
    expect(run.trials()[0]?.role).toBe('warm');
  });

  test('goes on in the order that the seed gives', async () => {
    const plan = planOf(comparisonOf());
    const whole = new ReplayedRun(plan, { settings: { maxBlocks: 12 } });
    await whole.run();
    const earlier = whole.records.slice(
      0,
      whole.records.findIndex((one) => 'block' in one && one.block === 5 && one.role === 'timed'),
    );
    const rest = new ReplayedRun(plan, { settings: { maxBlocks: 12 }, earlier });
    await rest.run();
    const orderOf = (run: ReplayedRun): number[] =>
      run
        .trials('timed')
        .filter((trial) => trial.block >= 5)
        .map((trial) => trial.arm);
    expect(orderOf(rest)).toEqual(orderOf(whole));
  });
});
