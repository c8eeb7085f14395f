import { describe, expect, test } from 'vitest';
import { makeArm } from '../../src/experiments/index.ts';
import type { MemoryTreatment, RepetitionStage } from '../../src/model/experiment.ts';
import { comparisonOf, MIB, planOf } from '../analysis/fixture.ts';
import { outcomeOf } from '../replay-probe.ts';
import { armsOf, BlockCountJudge, blocksOf, ReplayedRun } from './replayed-run.ts';

const three = [makeArm('malloc'), makeArm('mmap-private'), makeArm('mmap-populate')];

function repetitionOf(memory: MemoryTreatment, repetitions = 2): RepetitionStage {
  const arm = makeArm('malloc');
  return { kind: 'repetition', name: memory, question: '?', arm, sizeBytes: MIB, repetitions, memory };
}

describe('the order of a run', () => {
  test('stages follow each other as planned, and cells take turns within one', async () => {
    const cells = [MIB, 2 * MIB].map((sizeBytes) => ({
      sizeBytes,
      arms: three,
      design: { kind: 'fresh' } as const,
    }));
    const plan = planOf(repetitionOf('as-found'), comparisonOf({ cells }), repetitionOf('warmed'));
    const run = new ReplayedRun(plan, { judge: new BlockCountJudge(3) });
    await run.run();
    const visits = [...blocksOf(run.trials()).keys()];
    const turns = ['1/0/0', '1/1/0', '1/0/1', '1/1/1', '1/0/2', '1/1/2'];
    expect(visits).toEqual(['0/0/0', '0/0/1', ...turns, '2/0/0', '2/0/1']);
  });

  test('every block has every arm and the control once, each equally often in each position', async () => {
    const run = new ReplayedRun(planOf(comparisonOf({ arms: three })), { judge: new BlockCountJudge(24) });
    await run.run();
    const blocks = [...blocksOf(run.trials()).values()];
    expect(blocks).toHaveLength(24);
    const places = new Map<string, number>();
    for (const block of blocks) {
      expect(armsOf(block)).toEqual([0, 1, 2, 3]);
      expect(block.map((trial) => trial.position)).toEqual([0, 1, 2, 3]);
      for (const { arm, position } of block) {
        places.set(`${arm}@${position}`, (places.get(`${arm}@${position}`) ?? 0) + 1);
      }
    }
    expect([...places.values()]).toEqual(Array.from({ length: 16 }, () => 6));
  });

  test('the control trial is asked for exactly like a trial of the reference', async () => {
    const run = new ReplayedRun(planOf(comparisonOf({ arms: three })), { judge: new BlockCountJudge(4) });
    await run.run();
    const sent = run.trials().map((trial, index) => ({ trial, request: run.probe.requests[index] }));
    const stepsOf = (arm: number): unknown =>
      sent.find(({ trial }) => trial.role === 'timed' && trial.arm === arm)?.request?.steps;
    expect(stepsOf(3)).toEqual(stepsOf(0));
    expect(stepsOf(3)).not.toEqual(stepsOf(1));
  });

  test('the same seed gives the same orders and the same padding, another seed others', async () => {
    const madeBy = async (seed: number): Promise<unknown> => {
      const plan = planOf(comparisonOf({ arms: three }));
      const run = new ReplayedRun(plan, { judge: new BlockCountJudge(12), settings: { seed } });
      await run.run();
      return {
        arms: run.trials('timed').map((trial) => trial.arm),
        padding: run.probe.requests.map((request) => request.paddingBytes),
      };
    };
    const [one, again, other] = [await madeBy(7), await madeBy(7), await madeBy(8)];
    expect(again).toEqual(one);
    expect((other as { arms: number[] }).arms).not.toEqual((one as { arms: number[] }).arms);
    expect((other as { padding: number[] }).padding).not.toEqual((one as { padding: number[] }).padding);
  });

  test('padding stays within a page and varies within one run', async () => {
    const run = new ReplayedRun(planOf(comparisonOf()), { judge: new BlockCountJudge(30) });
    await run.run();
    const padding = run.probe.requests.slice(3).map((request) => request.paddingBytes);
    expect(Math.min(...padding)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...padding)).toBeLessThan(4096);
    expect(new Set(padding).size).toBeGreaterThan(60);
  });
});

describe('witness trials', () => {
  test('come before every timed trial of the stage, once for each arm, under observation', async () => {
    const cells = [MIB, 2 * MIB].map((sizeBytes) => ({
      sizeBytes,
      arms: three,
      design: { kind: 'fresh' } as const,
    }));
    const run = new ReplayedRun(planOf(comparisonOf({ cells })), { judge: new BlockCountJudge(2) });
    await run.run();
    const roles = run.trials().map((trial) => trial.role);
    expect(roles.filter((role) => role === 'witness')).toHaveLength(6);
    expect(roles.lastIndexOf('witness')).toBeLessThan(roles.indexOf('timed'));
    for (const [index, trial] of run.trials().entries()) {
      expect(run.probe.requests[index]?.witness).toBe(trial.role === 'witness');
    }
  });
});

describe('warm-ups', () => {
  test('one comes before the first timed trial, larger than any arm, and no other without a pause', async () => {
    const cells = [MIB, 100 * MIB].map((sizeBytes) => ({
      sizeBytes,
      arms: three,
      design: { kind: 'fresh' } as const,
    }));
    const run = new ReplayedRun(planOf(comparisonOf({ cells })), { judge: new BlockCountJudge(5) });
    await run.run();
    expect(run.trials().findIndex((trial) => trial.role === 'warm')).toBe(0);
    expect(run.trials('warm')).toHaveLength(1);
    expect(run.probe.requests[0]?.steps[0]?.sizeBytes).toBeGreaterThan(100 * MIB);
  });

  test('another comes after more than a second without a trial', async () => {
    const judge = new BlockCountJudge(4);
    const run = new ReplayedRun(planOf(comparisonOf({ arms: three })), { judge });
    // A machine that was asleep between the second block and the third.
    const decided = judge.isDecided.bind(judge);
    let asked = 0;
    judge.isDecided = (stage, cell) => {
      if (++asked === 3) run.nowMs += 1001;
      return decided(stage, cell);
    };
    await run.run();
    const warm = run.trials('warm');
    expect(warm).toHaveLength(2);
    const after = run.trials()[run.trials().indexOf(warm[1] as never) + 1];
    expect(after?.block).toBe(2);
  });

  test('none comes before a stage on memory as found, and a pause stands where a stage asks for one', async () => {
    const run = new ReplayedRun(planOf(repetitionOf('as-found', 3), repetitionOf('idle', 2)));
    await run.run();
    expect(run.trials('warm')).toHaveLength(0);
    expect(run.sleeps.map((sleep) => sleep.after)).toEqual([3, 4]);
    for (const { ms } of run.sleeps) expect(ms).toBeGreaterThan(1000);
  });

  test('a comparison that follows a stage on idle memory is warmed again', async () => {
    const plan = planOf(comparisonOf(), repetitionOf('idle', 1), comparisonOf({ name: 'later' }));
    const run = new ReplayedRun(plan, { judge: new BlockCountJudge(1) });
    await run.run();
    expect(run.trials('warm').map((trial) => trial.stage)).toEqual([0, 2]);
  });
});

describe('a trial that asks for more than it may', () => {
  test('is recorded as refused, with both sizes, and is never sent', async () => {
    const cells = [
      { sizeBytes: MIB, arms: three, design: { kind: 'fresh' } },
      { sizeBytes: 100 * MIB, arms: three, design: { kind: 'fresh' } },
    ] as const;
    const plan = planOf(comparisonOf({ cells }));
    const run = new ReplayedRun(plan, { judge: new BlockCountJudge(2), budgetBytes: 10 * MIB });
    const { end } = await run.run();
    expect(end.reason).toBe('decided');
    const large = run.trials().filter((trial) => trial.cell === 1);
    expect(large).toHaveLength(3 + 8);
    for (const trial of large) {
      expect(trial.end).toMatchObject({ how: 'refused' });
      expect(JSON.stringify(trial.end)).toMatch(/100 MiB.*10 MiB.*a test said so/);
    }
    for (const request of run.probe.requests) {
      expect(request.steps[0]?.sizeBytes).toBeLessThanOrEqual(10 * MIB);
    }
  });
});

test('an arm that discards its first call runs its step twice in one process, and both results are kept', async () => {
  const arms = [makeArm('malloc'), makeArm('mmap-thp', { discardFirst: true })];
  const run = new ReplayedRun(planOf(comparisonOf({ arms })), {
    judge: new BlockCountJudge(1),
    answer: (request) => outcomeOf(request, [1000, 2000]),
  });
  await run.run();
  const discarded = run.trials('timed').find((trial) => trial.arm === 1);
  expect(discarded?.steps.map((step) => step.samples[1]?.[0])).toEqual([1000, 2000]);
  expect(run.trials('timed').find((trial) => trial.arm === 0)?.steps).toHaveLength(1);
});
