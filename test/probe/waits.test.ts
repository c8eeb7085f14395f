/** What the probe tells of waits for a CPU, and of the threads that could cause them; never how long they last. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import type { SharedDesign, StepSeries } from '../../src/model/probe.ts';
import { phases } from '../../src/model/probe.ts';
import {
  buildTestProbe,
  commandOf,
  MIB,
  startTestProbe,
  stepOf,
  temporaryFolder,
  trialOf,
} from './fixture.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);
const rival = startTestProbe(built);

/** The last CPU that this process may use: two trials pinned to it take it from each other. */
function lastCpu(): number {
  const allowed = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return Number(/\d+$/.exec(allowed)?.[0]);
}

function expectInRange(series: readonly StepSeries[]): void {
  for (const { ns, preempted } of series) {
    expect(preempted).toHaveLength(phases.length);
    for (const [phase, pairs] of preempted.entries()) {
      const readings = ns[phase]?.length ?? 0;
      for (const [index, onCpuNs] of pairs) {
        expect(Number.isInteger(index) && index >= 0 && index < readings).toBe(true);
        expect(onCpuNs).toBeGreaterThan(0);
      }
      expect(new Set(pairs.map(([index]) => index)).size).toBe(pairs.length);
    }
  }
}

test.each<SharedDesign>([
  { kind: 'in-process', rounds: 200, seed: 3 },
  { kind: 'interleaved', chunkBytes: MIB, seed: 3 },
])('what was preempted is a round or chunk that there is, each told once ($kind)', async (design) => {
  const sizeBytes = design.kind === 'interleaved' ? 64 * MIB : MIB;
  const steps = [1, 2].map(() => stepOf({ sizeBytes, secondTouch: false }));
  const request = trialOf({}, { steps, design, cpu: lastCpu() });
  const outcomes = await Promise.all([probe, rival].map((one) => one.runTrial(request)));
  for (const { end, series } of outcomes) {
    expect(end).toEqual({ how: 'exit', code: 0 });
    expect(series).toHaveLength(2);
    expectInRange(series ?? []);
  }
});

test('a command waits for a CPU no longer than it lasts', async (ctx) => {
  if (!existsSync('/proc/self/schedstat')) ctx.skip('the kernel counts no waits (/proc/PID/schedstat)');
  const request = commandOf(['/bin/sh', '-c', 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done'], {
    cpu: lastCpu(),
  });
  const outcomes = await Promise.all([probe, rival].map((one) => one.runCommand(request)));
  for (const { wallNs, usage } of outcomes) {
    expect(usage?.waitedNs).toBeGreaterThanOrEqual(0);
    expect(usage?.waitedNs).toBeLessThanOrEqual(wallNs);
  }
});

function compileThreads(ctx: TestContext): string {
  const [source, program] = [join(folder, 'threads.c'), join(folder, 'threads')];
  writeFileSync(
    source,
    '#include <pthread.h>\nstatic void *run(void *a) { return a; }\nint main(int n, char **a) {\n' +
      '  pthread_t t; (void)a;\n  if (n > 1) { if (pthread_create(&t, 0, run, 0)) return 1; pthread_join(t, 0); }\n' +
      '  return 0;\n}\n',
  );
  try {
    execFileSync(process.env.CC || 'cc', ['-pthread', '-o', program, source], { stdio: 'ignore' });
  } catch {
    ctx.skip('no program of two threads can be compiled here');
  }
  return program;
}

test('a witness trial counts the threads of a command', async (ctx) => {
  const program = compileThreads(ctx);
  const threadsOf = async (...argv: string[]): Promise<number> => {
    const { end, peak } = await probe.runCommand(commandOf([program, ...argv], { witness: true }));
    expect(end).toEqual({ how: 'exit', code: 0 });
    if (peak?.state !== 'measured') ctx.skip('the kernel lets no command be traced here');
    return peak?.state === 'measured' ? peak.value.threads : Number.NaN;
  };
  expect(await threadsOf()).toBe(1);
  expect(await threadsOf('two')).toBe(2);
});
