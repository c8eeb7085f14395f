/** A stage of scenarios: its blocks, what it refuses, and the settings that it changes. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { scenarioArm, scenarioStage } from '../../src/experiments/index.ts';
import type { ScenarioStageOptions } from '../../src/experiments/make-scenario-stage.ts';
import type { ExperimentPlan } from '../../src/model/experiment.ts';
import type { TrialOutcome } from '../../src/model/probe.ts';
import { measured, unavailable } from '../../src/model/reading.ts';
import { ArmUnavailable } from '../../src/runner/index.ts';
import { ReplayedRun } from './replayed-run.ts';

function planOf(options: ScenarioStageOptions = {}): ExperimentPlan {
  const arms = ['warm', 'cold', 'fresh'].map((name) => scenarioArm(name, 'file', { state: name }));
  return { name: 'files', question: 'what?', stages: [scenarioStage('touch', 'which?', arms, options)] };
}

const read: TrialOutcome = {
  end: { how: 'exit', code: 0 },
  wallNs: 1,
  steps: [],
  readings: { phases: {}, facts: { pages: 1 }, texts: {}, missing: {}, lists: {} },
};

const program = (): TrialOutcome => read;
const names = (run: ReplayedRun): string[] => run.programs.map((request) => request.program.words[1] ?? '');

describe('a stage of scenarios', () => {
  it('runs every arm once in each block, and as many blocks as it says', async () => {
    const run = new ReplayedRun(planOf({ blocks: 4 }), { program });
    const { end } = await run.run();
    expect(end).toMatchObject({ reason: 'decided', sentence: 'all blocks planned were run' });
    for (let block = 0; block < 4; block++)
      expect(
        names(run)
          .slice(block * 3, block * 3 + 3)
          .sort(),
      ).toEqual(['cold', 'fresh', 'warm']);
    expect(run.trials().map((trial) => trial.readings)).toEqual(
      Array.from({ length: 12 }, () => read.readings),
    );
  });

  it('has a copy of its first arm in every block where times are compared', async () => {
    const run = new ReplayedRun(planOf({ blocks: 3, compare: ['touch'] }), { program });
    await run.run();
    expect(names(run).filter((name) => name === 'warm')).toHaveLength(6);
    expect(run.trials('timed').filter((trial) => trial.arm === 3)).toHaveLength(3);
  });

  it('changes its order from block to block by the seed alone', async () => {
    const [one, same, other] = [1, 1, 2].map(
      (seed) => new ReplayedRun(planOf({ blocks: 8 }), { program, settings: { seed } }),
    ) as [ReplayedRun, ReplayedRun, ReplayedRun];
    await Promise.all([one.run(), same.run(), other.run()]);
    expect(names(one)).toEqual(names(same));
    expect(names(one)).not.toEqual(names(other));
  });

  it('ends with the budget between two blocks', async () => {
    const run = new ReplayedRun(planOf({ blocks: 50 }), {
      program,
      trialMs: 100,
      settings: { budgetSeconds: 2 },
    });
    expect((await run.run()).end.reason).toBe('budget');
    expect(run.trials('timed').length % 3).toBe(0);
    expect(run.trials('timed').length).toBeLessThan(30);
  });

  it('refuses an arm that this machine cannot run once, and runs the others', async () => {
    const run = new ReplayedRun(planOf({ blocks: 3 }), {
      program,
      programOf: (arm) => {
        if (arm.name === 'cold') throw new ArmUnavailable('musl-gcc is not installed');
        return {
          program: { words: ['/s', arm.name] },
          environment: {},
          paddingBytes: 0,
          cpu: -1,
          thpDisable: false,
          deadlineMs: 1,
        };
      },
    });
    await run.run();
    const refused = run.trials().filter((trial) => trial.end.how === 'refused');
    expect(refused.map(({ arm, end }) => ({ arm, end }))).toEqual([
      { arm: 1, end: { how: 'refused', reason: 'musl-gcc is not installed' } },
    ]);
    expect(names(run)).toHaveLength(6);
  });

  it('refuses trials that want more memory than there is', async () => {
    const run = new ReplayedRun(planOf({ memoryBytes: 2 ** 30 }), { program, budgetBytes: 2 ** 20 });
    await run.run();
    expect(names(run)).toEqual([]);
    expect(run.trials()[0]?.end).toMatchObject({
      how: 'refused',
      reason: expect.stringContaining('1 GiB') as string,
    });
  });

  it('refuses to fill the file system, and a folder that is not there', async () => {
    const full = new ReplayedRun(planOf({ diskBytes: 2 ** 60 }), { program, folder: tmpdir() });
    await full.run();
    expect(full.trials().map((trial) => trial.end.how)).toEqual(['refused', 'refused', 'refused']);
    expect(full.trials()[0]?.end).toMatchObject({ reason: expect.stringContaining('--directory') as string });
    const missing = new ReplayedRun(planOf({ diskBytes: 1 }), { program });
    await missing.run();
    expect(missing.trials()[0]?.end).toMatchObject({ reason: expect.stringContaining('ENOENT') as string });
  });
});

describe('a stage that changes settings', () => {
  const changes = [{ kind: 'write', path: '/sys/x', value: '1', why: 'for huge pages' }] as const;

  it('is refused with what it would change, where nobody allowed it', async () => {
    const run = new ReplayedRun(planOf({ changes }), { program });
    await run.run();
    expect(names(run)).toEqual([]);
    expect(run.trials()[0]?.end).toEqual({
      how: 'refused',
      reason: 'it writes 1 to /sys/x (for huge pages): only with --allow-system-changes',
    });
  });

  it('has them changed before its first trial, and put back after its last', async () => {
    const events: string[] = [];
    const restore = async (): Promise<void> => void events.push(`restored after ${run.programs.length}`);
    const run: ReplayedRun = new ReplayedRun(planOf({ changes, blocks: 2 }), {
      program,
      keeper: {
        change: async () => {
          events.push(`changed after ${run.programs.length}`);
          return measured({ cgroup: '/sys/fs/cgroup/it', restore });
        },
      },
    });
    await run.run();
    expect(events).toEqual(['changed after 0', 'restored after 6']);
    expect(run.programs[0]?.program.words[2]).toBe('/sys/fs/cgroup/it');
  });

  it('has them put back where a trial breaks the run', async () => {
    let restored = 0;
    const run = new ReplayedRun(planOf({ changes }), {
      program: () => {
        throw new Error('the supervisor has gone');
      },
      keeper: {
        change: async () => measured({ restore: async () => void restored++ }),
      },
    });
    await expect(run.run()).rejects.toThrow('the supervisor has gone');
    expect(restored).toBe(1);
  });

  it('is refused with the reason where they cannot be changed', async () => {
    const run = new ReplayedRun(planOf({ changes }), {
      program,
      keeper: { change: async () => unavailable('writing /sys/x: Permission denied') },
    });
    await run.run();
    expect(run.trials()[0]?.end).toEqual({ how: 'refused', reason: 'writing /sys/x: Permission denied' });
  });
});
