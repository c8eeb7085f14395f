/** What a witness trial says about system calls, phase by phase, and whether strace counts the same. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { CallCount, StepRequest, TrialOutcome } from '../../src/model/probe.ts';
import { serializeRequest } from '../../src/probe/protocol.ts';
import {
  buildTestProbe,
  MIB,
  onlyStep,
  skipUnlessGlibc,
  skipUnlessInstalled,
  startTestProbe,
  temporaryFolder,
  trialOf,
} from './fixture.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);
const { pageSizeBytes, strategies } = probe.description;
const memoryCalls = ['brk', 'madvise', 'mmap', 'mremap', 'munmap'] as const;
type MemoryCounts = Record<(typeof memoryCalls)[number], number>;

type CallsByPhase = { readonly allocate: Calls; readonly touches: Calls; readonly release: Calls };
type Calls = readonly CallCount[];

function callsByPhase(ctx: TestContext, outcome: TrialOutcome): CallsByPhase {
  onlyStep(outcome);
  if (outcome.calls?.state === 'unavailable') ctx.skip(outcome.calls.reason);
  const phases = outcome.calls?.state === 'measured' ? outcome.calls.value[0] : undefined;
  if (!phases) throw new Error(`a witness trial without calls: ${JSON.stringify(outcome)}`);
  const [allocate, first, second, release] = phases;
  return { allocate: allocate ?? [], touches: [...(first ?? []), ...(second ?? [])], release: release ?? [] };
}

async function witnessCalls(ctx: TestContext, step: Partial<StepRequest>): Promise<CallsByPhase> {
  return callsByPhase(ctx, await probe.runTrial(trialOf(step, { witness: true })));
}

/** The calls of that name; count and bytes are 0 where there was none. */
function named(calls: Calls, name: string): { count: number; bytes: number } {
  const call = calls.find((one) => one.name === name);
  return { count: call?.count ?? 0, bytes: call?.bytes ?? 0 };
}

/** strace may be there and still be forbidden to trace. */
function straceCounts(ctx: TestContext, strategy: string): MemoryCounts {
  const log = join(folder, `strace-${strategy}`);
  const request = serializeRequest(0, trialOf({ strategy, sizeBytes: MIB }));
  const options = [
    '-f',
    '-qq',
    '-e',
    `trace=${memoryCalls.join(',')}`,
    '-e',
    'signal=none',
    '-E',
    'PADDING=',
  ];
  const answer = spawnSync('strace', [...options, '-o', log, built.path, '--trial', request], {
    encoding: 'utf8',
  });
  if (answer.status !== 0) ctx.skip(`strace did not run the trial: ${answer.stderr.trim()}`);
  const text = readFileSync(log, 'utf8');
  const count = (name: string): number => text.match(new RegExp(`^\\d+ +${name}\\(`, 'gm'))?.length ?? 0;
  return Object.fromEntries(memoryCalls.map((name) => [name, count(name)])) as MemoryCounts;
}

describe('the system calls of a witness trial', () => {
  it('show malloc of 100 MiB as one mmap of it and a page, and free as its munmap', async (ctx) => {
    skipUnlessGlibc(ctx);
    const calls = await witnessCalls(ctx, { strategy: 'malloc', sizeBytes: 100 * MIB, pattern: 'none' });
    const whole = { count: 1, bytes: 100 * MIB + pageSizeBytes };
    expect(named(calls.allocate, 'mmap')).toEqual(whole);
    expect(named(calls.allocate, 'munmap').count).toBe(0);
    expect(calls.release).toEqual([{ name: 'munmap', ...whole }]);
  });

  it('show mmap-private as one mmap of exactly the size, and its munmap', async (ctx) => {
    const calls = await witnessCalls(ctx, { strategy: 'mmap-private', sizeBytes: MIB + 1 });
    expect(calls.allocate).toEqual([{ name: 'mmap', count: 1, bytes: MIB + 1 }]);
    expect(calls.release).toEqual([{ name: 'munmap', count: 1, bytes: MIB + 1 }]);
  });

  it('show that the program break moves by the size, to the page, and back', async (ctx) => {
    const { allocate, release } = await witnessCalls(ctx, { strategy: 'brk', sizeBytes: MIB });
    const moved = named(allocate, 'brk').bytes;
    expect(moved).toBeGreaterThanOrEqual(MIB);
    expect(moved).toBeLessThan(MIB + pageSizeBytes);
    expect(release).toEqual([{ name: 'brk', count: 1, bytes: -moved }]);
  });

  it('show that realloc grows a large block by mremap', async (ctx) => {
    skipUnlessGlibc(ctx);
    const { allocate } = await witnessCalls(ctx, { strategy: 'realloc', sizeBytes: 16 * MIB });
    expect(named(allocate, 'mmap').count).toBe(1);
    expect(named(allocate, 'mremap').count).toBe(15);
  });

  it.for(strategies)('are none while memory is touched: $name', async (strategy, ctx) => {
    if (strategy.unsupported) ctx.skip(strategy.unsupported);
    expect((await witnessCalls(ctx, { strategy: strategy.name })).touches).toEqual([]);
  });

  it('are none at all in the zero reading', async (ctx) => {
    const { allocate, touches, release } = await witnessCalls(ctx, { strategy: 'none' });
    expect([...allocate, ...touches, ...release]).toEqual([]);
  });

  it('show the null call as the calls that its description counts, and nothing else', async (ctx) => {
    const calibrates = strategies.find((one) => one.name === 'null-call')?.calibrates;
    const { allocate, touches, release } = await witnessCalls(ctx, { strategy: 'null-call' });
    expect(calibrates).toBeGreaterThan(0);
    expect(allocate).toEqual([{ name: 'getppid', count: calibrates, bytes: 0 }]);
    expect([...touches, ...release]).toEqual([]);
  });

  it('are kept apart by step and phase, with null for a phase that did not run', async (ctx) => {
    const quiet = trialOf({ strategy: 'none', secondTouch: false }).steps;
    const loud = trialOf({ strategy: 'mmap-private' }).steps;
    const outcome = await probe.runTrial(trialOf({}, { steps: [...quiet, ...loud], witness: true }));
    if (outcome.calls?.state === 'unavailable') ctx.skip(outcome.calls.reason);
    const one = { count: 1, bytes: MIB };
    expect(outcome.calls).toEqual({
      state: 'measured',
      value: [
        [[], [], null, []],
        [[{ name: 'mmap', ...one }], [], [], [{ name: 'munmap', ...one }]],
      ],
    });
  });

  it('are not looked for in a timed trial', async () => {
    expect((await probe.runTrial(trialOf({}))).calls).toBeUndefined();
  });

  it.for(strategies.filter((one) => one.name !== 'none'))(
    'are the ones that strace counts: $name',
    async (strategy, ctx) => {
      if (strategy.unsupported) ctx.skip(strategy.unsupported);
      skipUnlessInstalled(ctx, 'strace');
      const zero = straceCounts(ctx, 'none');
      const traced = straceCounts(ctx, strategy.name);
      const { allocate, touches, release } = await witnessCalls(ctx, { strategy: strategy.name });
      const all = [...allocate, ...touches, ...release];
      for (const name of memoryCalls) {
        const count = all.filter((one) => one.name === name).reduce((sum, one) => sum + one.count, 0);
        expect(traced[name] - zero[name], name).toBe(count);
      }
    },
  );
});
