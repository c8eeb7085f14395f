/** The supervisor's life: nothing that it started outlives it, and whoever waits is told. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TrialOutcome } from '../../src/model/probe.ts';
import { Problem } from '../../src/model/problem.ts';
import { startProbe } from '../../src/probe/supervisor.ts';
import { buildTestProbe, onlyStep, startTestProbe, temporaryFolder, trialOf } from './fixture.ts';
import { holdTrial, untilGone } from './held-trial.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);

describe('the supervisor', () => {
  it('answers requests made at once in the order in which they were made', async () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7, 8];
    const outcomes = await Promise.all(
      sizes.map((count) => {
        const steps = Array.from({ length: count }, () => trialOf({ strategy: 'none' }).steps[0]!);
        return probe.runTrial(trialOf({}, { steps }));
      }),
    );
    expect(outcomes.map((outcome) => outcome.steps.length)).toEqual(sizes);
  });

  it('ignores an interrupt: who started it decides when to stop', async () => {
    const held = await holdTrial(built, folder);
    process.kill(held.supervisorPid, 'SIGINT');
    await held.release();
    onlyStep((await held.outcome) as TrialOutcome);
    onlyStep(await held.probe.runTrial(trialOf({})));
  });

  it.for([false, true])('takes its trial with it when it is killed (witness trial: %s)', async (witness) => {
    const held = await holdTrial(built, folder, { witness });
    process.kill(held.supervisorPid, 'SIGKILL');
    await untilGone(held.trialPid);
    await untilGone(held.supervisorPid);
  });

  it('rejects what is pending, and all that comes later, when it is killed', async () => {
    const held = await holdTrial(built, folder);
    const queued = held.probe.runTrial(trialOf({})).catch((error: Error) => error);
    process.kill(held.supervisorPid, 'SIGKILL');
    for (const rejected of [await held.outcome, await queued]) {
      expect(rejected).toBeInstanceOf(Problem);
      expect(rejected).toMatchObject({ code: 'supervisor-gone', exitCode: 3 });
      expect((rejected as Problem).message).toContain('SIGKILL');
    }
    await expect(held.probe.runTrial(trialOf({}))).rejects.toBeInstanceOf(Problem);
    await held.probe.close();
  });

  it('ends in the middle of a trial when its input closes, and takes the trial with it', async () => {
    const held = await holdTrial(built, folder);
    await held.probe.close();
    await untilGone(held.trialPid);
    await untilGone(held.supervisorPid);
    expect(await held.outcome).toMatchObject({ code: 'supervisor-gone' });
  });

  it('may be closed twice', async () => {
    const other = startProbe(built);
    await other.close();
    await expect(other.close()).resolves.toBeUndefined();
  });

  it('that cannot be started rejects every request with a Problem', async () => {
    const absent = startProbe({ ...built, path: `${built.path}-absent` }, probe.description);
    onTestFinished(() => absent.close());
    await expect(absent.runTrial(trialOf({}))).rejects.toMatchObject({ code: 'supervisor-gone' });
    await expect(absent.runTrial(trialOf({}))).rejects.toBeInstanceOf(Problem);
  });

  it.for([
    { what: 'no JSON', answer: 'memory' },
    { what: 'the answer to another request', answer: '{"id":1,"end":{"how":"exit","code":0}}' },
  ])('that gives an answer which is $what is not believed any further', async ({ answer }) => {
    const path = join(folder, 'liar');
    writeFileSync(path, `#!/bin/sh\nread request\necho '${answer}'\nread request\n`, { mode: 0o755 });
    const liar = startProbe({ ...built, path }, probe.description);
    onTestFinished(() => liar.close());
    await expect(liar.runTrial(trialOf({}))).rejects.toMatchObject({ code: 'supervisor-gone' });
    await expect(liar.runTrial(trialOf({}))).rejects.toBeInstanceOf(Problem);
  });

  it.for([
    { what: 'longer than a request may be', value: 'x'.repeat(70_000) },
    { what: 'no string of C', value: 'a\0b' },
  ])('refuses an environment value that is $what, and runs the next trial', async ({ value }) => {
    const outcome = await probe.runTrial(trialOf({}, { environment: { VALUE: value } }));
    expect(outcome.end.how).toBe('refused');
    onlyStep(await probe.runTrial(trialOf({})));
  });
});
