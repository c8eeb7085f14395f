/** The order in which commands and their hooks are executed, and what ends a run of them. */
import { describe, expect, test } from 'vitest';
import { blockOrder } from '../../src/runner/order.ts';
import { commandArm, commandOutcome, commandStage, ReplayedCommands } from './replayed-commands.ts';

const failing = { end: { how: 'exit', code: 3 } } as const;

describe('a run of commands', () => {
  test('has three witness trials of each, then blocks of all and a copy of the first, in balanced order', async () => {
    const run = new ReplayedCommands(commandStage(['a', 'b'], { maxBlocks: 6 }));
    const { end, problem } = await run.run();
    expect({ reason: end.reason, problem }).toEqual({ reason: 'blocks', problem: undefined });
    expect(run.executed.slice(0, 6)).toEqual(['a*', 'b*', 'a*', 'b*', 'a*', 'b*']);
    const orders = [0, 1, 2, 3, 4, 5].map((block) => blockOrder({ seed: 1, stage: 0, cell: 0, block }, 3));
    expect(run.trials('timed').map(({ block, position, arm }) => [block, position, arm])).toEqual(
      orders.flatMap((order, block) => order.map((arm, position) => [block, position, arm])),
    );
    expect(run.executed.slice(6)).toEqual(orders.flat().map((arm) => (arm === 1 ? 'b' : 'a')));
  });

  test('records what the kernel counted, and the peak of a witness trial', async () => {
    const run = new ReplayedCommands(commandStage(['a'], { maxBlocks: 1 }));
    await run.run();
    expect(run.trials('witness')[0]).toMatchObject({ steps: [], usage: { minorFaults: 100 }, peak: {} });
    expect(run.trials('timed')[0]).not.toHaveProperty('peak');
  });

  test('moves the stack by another padding each time, and the same for the same seed', async () => {
    const paddings = async (): Promise<number[]> => {
      const run = new ReplayedCommands(commandStage(['a', 'b']));
      await run.run();
      return run.requests.map(({ paddingBytes }) => paddingBytes);
    };
    const first = await paddings();
    expect(new Set(first).size).toBeGreaterThan(first.length / 2);
    expect(await paddings()).toEqual(first);
  });

  test('prepares before every execution, concludes after it, sets up and cleans up once', async () => {
    const hooks = { setup: ['s'], prepare: ['p'], conclude: ['c'], cleanup: ['x'] };
    const arms = [commandArm('a', { hooks }), commandArm('b', { hooks: { setup: ['t'] } })];
    const run = new ReplayedCommands(commandStage(arms, { maxBlocks: 1, warmup: 1 }));
    await run.run();
    expect(run.executed.slice(0, 2)).toEqual(['s', 't']);
    expect(run.executed.at(-1)).toBe('x');
    const text = run.executed.slice(2, -1).join(' ');
    // 3 witness trials, 1 warm-up, and the command with its copy in the block.
    expect(text.match(/p a\*? c/g)).toHaveLength(6);
    expect(text.match(/\bb/g)).toHaveLength(5);
    expect(run.executed.filter((one) => one === 'p')).toHaveLength(6);
    expect(run.trials()).toHaveLength(9);
  });

  test('reads outputs in the witness trials where they are to be compared, and there alone', async () => {
    const run = new ReplayedCommands(commandStage(['a'], { checkOutput: true, maxBlocks: 1 }));
    await run.run();
    expect(run.requests.map(({ command }) => command.output)).toEqual(['pipe', 'pipe', 'pipe', null, null]);
  });

  test('runs the blocks asked for although the budget is spent, and one at least', async () => {
    const settings = { budgetSeconds: 1 };
    const slow = { settings, trialMs: 2000 };
    const asked = new ReplayedCommands(commandStage(['a'], { minBlocks: 3 }), slow);
    expect((await asked.run()).end.reason).toBe('budget');
    expect(asked.trials('timed')).toHaveLength(6);
    const unasked = new ReplayedCommands(commandStage(['a']), slow);
    expect((await unasked.run()).end.reason).toBe('budget');
    expect([unasked.trials('witness').length, unasked.trials('timed').length]).toEqual([1, 2]);
  });
});

describe('a command that fails', () => {
  test('ends the run with its exit code and where it was, after the clean-up', async () => {
    const arm = commandArm('a', { hooks: { cleanup: ['x'] } });
    const run = new ReplayedCommands(commandStage([arm, 'b']), {
      commandAnswer: (request, number) =>
        commandOutcome(request, 1000, number > 6 && request.command.argv[0] === 'b' ? failing : {}),
    });
    const { end, problem } = await run.run();
    expect(end.reason).toBe('failed');
    expect(problem).toMatchObject({ code: 'command-failed', exitCode: 2 });
    expect(problem?.message).toMatch(/^the command 'b' ended with exit code 3, in block \d$/);
    expect(run.executed.at(-1)).toBe('x');
    expect(run.trials('timed').at(-1)?.end).toEqual(failing.end);
  });

  test.each(['all', [3]] as const)('is measured where that is asked for: %j', async (ignoreFailure) => {
    const run = new ReplayedCommands(commandStage(['a'], { ignoreFailure, maxBlocks: 2 }), {
      commandAnswer: (request) => commandOutcome(request, 1000, failing),
    });
    expect((await run.run()).problem).toBeUndefined();
    expect(run.trials('timed')).toHaveLength(4);
  });

  test.each([
    [[4], failing.end, /exit code 3/],
    [[3], { how: 'signal', signal: 11 }, /was ended by signal 11/],
    ['all', { how: 'deadline', deadlineMs: 2000 }, /still running after 2 s/],
    [
      'all',
      { how: 'refused', reason: "'a' cannot be executed: x" },
      /could not be run: 'a' cannot be executed: x$/,
    ],
  ] as const)('otherwise than ignored (%j) ends the run: %j', async (ignoreFailure, end, message) => {
    const run = new ReplayedCommands(commandStage(['a'], { ignoreFailure }), {
      commandAnswer: (request) => commandOutcome(request, 1000, { end }),
    });
    expect((await run.run()).problem?.message).toMatch(message);
    expect(run.requests).toHaveLength(1);
  });

  test('as a hook ends the run by its name, before the command is measured', async () => {
    const arm = commandArm('a', { hooks: { prepare: ['sh', '-c', 'oops'] } });
    const run = new ReplayedCommands(commandStage([arm]), {
      commandAnswer: (request) => commandOutcome(request, 1000, failing),
    });
    const { problem } = await run.run();
    expect(problem).toMatchObject({ code: 'hook-failed' });
    expect(problem?.message).toBe("the preparation (--prepare) of 'a', 'oops', ended with exit code 3");
    expect(run.trials()).toEqual([]);
  });
});

test('Ctrl-C ends a run of commands at once, without the hooks that no supervisor could run', async () => {
  const abort = new AbortController();
  const arm = commandArm('a', { hooks: { cleanup: ['x'] } });
  const run = new ReplayedCommands(commandStage([arm]), {
    abort,
    commandAnswer: (request, number) => {
      if (number === 4) abort.abort();
      return commandOutcome(request);
    },
  });
  expect((await run.run()).end.reason).toBe('interrupted');
  expect(run.executed).not.toContain('x');
  expect(run.requests).toHaveLength(5);
});
