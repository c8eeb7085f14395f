/** However a trial ends, it is a recorded result, and the next trial runs. */
import { describe, expect, it } from 'vitest';
import type { TrialOutcome } from '../../src/model/probe.ts';
import { buildTestProbe, onlyStep, startTestProbe, temporaryFolder, trialOf } from './fixture.ts';
import { holdTrial, makeFifo } from './held-trial.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);
/** More than any address space holds. */
const IMPOSSIBLE_BYTES = 2 ** 60;
const ENOMEM = 12;

describe('a trial', () => {
  it('that lasts beyond its deadline is ended, and recorded as that', async () => {
    const outcome = await probe.runTrial(trialOf({}, { preload: makeFifo(folder), deadlineMs: 50 }));
    expect(outcome).toMatchObject({ end: { how: 'deadline', deadlineMs: 50 }, steps: [] });
    onlyStep(await probe.runTrial(trialOf({})));
  });

  it('that something kills is recorded with the signal', async () => {
    const held = await holdTrial(built, folder);
    process.kill(held.trialPid, 'SIGKILL');
    expect(((await held.outcome) as TrialOutcome).end).toEqual({ how: 'signal', signal: 9 });
    onlyStep(await held.probe.runTrial(trialOf({})));
  });

  it('that crashes is recorded with the signal', async () => {
    const held = await holdTrial(built, folder);
    process.kill(held.trialPid, 'SIGSEGV');
    const outcome = (await held.outcome) as TrialOutcome;
    expect(outcome).toMatchObject({ end: { how: 'signal', signal: 11 }, steps: [] });
  });

  it('that is interrupted from the outside is recorded with the signal, in a witness trial too', async () => {
    const held = await holdTrial(built, folder, { witness: true });
    process.kill(held.trialPid, 'SIGTERM');
    expect(((await held.outcome) as TrialOutcome).end).toEqual({ how: 'signal', signal: 15 });
    onlyStep(await held.probe.runTrial(trialOf({})));
  });

  it('that is stopped and continued goes on as if nothing had happened', async () => {
    const held = await holdTrial(built, folder);
    process.kill(held.trialPid, 'SIGSTOP');
    process.kill(held.trialPid, 'SIGCONT');
    await held.release();
    onlyStep((await held.outcome) as TrialOutcome);
  });

  it.for([1023, 1024, 65_535])(
    'that is to run on a CPU which is not there is refused: CPU %i',
    async (cpu) => {
      const outcome = await probe.runTrial(trialOf({}, { cpu }));
      expect(outcome.end).toEqual({ how: 'refused', reason: 'sched_setaffinity: Invalid argument' });
      expect(outcome.steps).toEqual([]);
      onlyStep(await probe.runTrial(trialOf({})));
    },
  );

  it.for([
    { strategy: 'malloc', call: 'malloc' },
    { strategy: 'calloc', call: 'calloc' },
    { strategy: 'realloc', call: 'realloc' },
    { strategy: 'aligned-alloc', call: 'aligned_alloc' },
    { strategy: 'brk', call: 'brk' },
    { strategy: 'mmap-private', call: 'mmap' },
    { strategy: 'mmap-shared', call: 'mmap' },
    { strategy: 'mmap-populate', call: 'mmap' },
    { strategy: 'mmap-thp', call: 'mmap' },
  ])('whose memory is not to be had names the call and its errno: $strategy', async ({ strategy, call }) => {
    const outcome = await probe.runTrial(trialOf({ strategy, sizeBytes: IMPOSSIBLE_BYTES }));
    expect(outcome.end).toEqual({ how: 'exit', code: 0 });
    expect(outcome.steps).toHaveLength(1);
    expect(outcome.steps[0]?.failed).toMatchObject({ phase: 'allocate', call, errno: ENOMEM });
    expect(outcome.steps[0]?.samples.slice(1)).toEqual([null, null, null]);
  });

  it('is not continued with the steps after one that failed', async () => {
    const steps = [...trialOf({ sizeBytes: IMPOSSIBLE_BYTES }).steps, ...trialOf({}).steps];
    expect((await probe.runTrial(trialOf({}, { steps }))).steps).toHaveLength(1);
  });

  it('that writes much to its standard error is not held up by it', async () => {
    // The loader of glibc reports some hundred kilobytes; a C library that knows no LD_DEBUG reports nothing.
    const request = trialOf({}, { environment: { LD_DEBUG: 'all' }, deadlineMs: 5000 });
    for (let trial = 0; trial < 5; trial++) onlyStep(await probe.runTrial(request));
  });
});
