/** The description: what the probe says that it can do is what its sources hold and what this version understands. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { phases, sampleColumns } from '../../src/model/probe.ts';
import { probeFlags } from '../../src/probe/build.ts';
import { protocolVersion } from '../../src/probe/protocol.ts';
import { describeProbe } from '../../src/probe/supervisor.ts';
import {
  buildTestProbe,
  MIB,
  minorFaults,
  onlyStep,
  skipWhereKernelTakesHintFaults,
  startTestProbe,
  temporaryFolder,
  trialOf,
} from './fixture.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);
const { description } = probe;
const sources = fileURLToPath(new URL('../../probe/', import.meta.url));
/** Shared by strategies; no strategies themselves. */
const sharedFiles = ['allocator.c', 'anonymous.c'];

function answeringScript(answer: string): string {
  const path = join(folder, 'answering');
  writeFileSync(path, `#!/bin/sh\ncat <<'END'\n${answer}\nEND\n`, { mode: 0o755 });
  return path;
}

describe('the description', () => {
  it('speaks the protocol of this version, as the header says too', () => {
    expect(description.protocol).toBe(protocolVersion);
    const header = readFileSync(join(sources, 'describe.h'), 'utf8');
    expect(header).toContain(`#define PROTOCOL_VERSION ${protocolVersion}\n`);
  });

  it('names the compiler and the flags that the probe was built with', () => {
    expect(description.flags).toBe(probeFlags.join(' '));
    expect(description.flags).toBe(built.identity.flags);
    expect(description.compiler).toMatch(/\d+\.\d+/);
  });

  it('knows the phases and columns of this version, in their order', () => {
    expect(description.phases).toEqual(phases);
    expect(description.sampleColumns).toEqual(sampleColumns);
  });

  it('knows the page sizes of this machine', () => {
    expect(Math.log2(description.pageSizeBytes) % 1).toBe(0);
    expect(description.hugePageSizeBytes % description.pageSizeBytes).toBe(0);
  });

  it('has a clock that moves in steps of nanoseconds', () => {
    expect(description.clock.name).toBe('CLOCK_MONOTONIC_RAW');
    expect(description.clock.resolutionNs).toBeGreaterThan(0);
    expect(description.clock.readNs).toBeGreaterThan(0);
    expect(description.clock.smallestStepNs).toBeLessThanOrEqual(Math.ceil(description.clock.readNs));
  });

  it.for([
    { what: 'nothing', answer: '' },
    { what: 'prose', answer: 'a probe' },
    { what: 'an object of another shape', answer: '{"protocol":1}' },
    { what: 'another protocol', answer: JSON.stringify({ ...description, protocol: protocolVersion + 1 }) },
    { what: 'a phase more', answer: JSON.stringify({ ...description, phases: [...phases, 'rest'] }) },
  ])('is a Problem where an executable answers $what', ({ answer }) => {
    const path = answeringScript(answer);
    expect(() => describeProbe({ ...built, path })).toThrow(
      expect.objectContaining({ name: 'Problem', code: 'probe-unusable', exitCode: 3 }),
    );
  });

  it('is a Problem where the executable does not run', () => {
    expect(() => describeProbe({ ...built, path: join(folder, 'absent') })).toThrow(
      expect.objectContaining({ name: 'Problem', code: 'probe-unusable' }),
    );
  });
});

describe('the strategies described', () => {
  const names = description.strategies.map((one) => one.name);

  it('are the files of probe/strategies', () => {
    const files = readdirSync(join(sources, 'strategies')).filter((file) => file.endsWith('.c'));
    const own = files.filter((file) => !sharedFiles.includes(file)).map((file) => file.slice(0, -2));
    expect(names.toSorted()).toEqual(own.toSorted());
  });

  it('are named once each, as are the patterns', () => {
    expect(new Set(names).size).toBe(names.length);
    const patterns = description.patterns.map((one) => one.name);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it.for(description.strategies)('can be had, or say why not: $name', async (strategy) => {
    const outcome = await probe.runTrial(trialOf({ strategy: strategy.name }, { thpDisable: false }));
    if (strategy.unsupported === null) onlyStep(outcome);
    else expect(strategy.unsupported).toMatch(/\w+ \w+/);
  });

  it('include the zero reading, first', () => {
    expect(description.strategies[0]).toMatchObject({ name: 'none', backing: 'none', unsupported: null });
  });
});

describe('the perf counters described', () => {
  it('have a value in a trial, or a reason', async () => {
    const step = onlyStep(await probe.runTrial(trialOf({}, { perf: true })));
    expect(step.perf).toHaveLength(phases.length);
    for (const [index, counter] of description.perfCounters.entries()) {
      for (const values of step.perf ?? []) {
        if (counter.unsupported === null) expect(values?.[index], counter.name).toBeTypeOf('number');
        else expect(values?.[index], counter.name).toBeNull();
      }
      if (counter.unsupported !== null)
        expect(counter.unsupported).toMatch(/perf_event_open: .+ \(errno \d+\)/);
    }
  });

  it('count the faults that getrusage counts', async (ctx) => {
    skipWhereKernelTakesHintFaults(ctx);
    const index = description.perfCounters.findIndex((one) => one.name === 'minorFaults');
    const reason = description.perfCounters[index]?.unsupported;
    if (reason) ctx.skip(reason);
    const step = onlyStep(await probe.runTrial(trialOf({ sizeBytes: 4 * MIB }, { perf: true })));
    expect(step.perf?.[1]?.[index]).toBe(minorFaults(step, 'first-touch'));
  });

  it('are not opened where none are asked for', async () => {
    expect(onlyStep(await probe.runTrial(trialOf({}))).perf).toBeUndefined();
  });
});

describe('what can be recorded', () => {
  it('is there, or has a reason that names the attempt', () => {
    const { recording } = description;
    expect(Object.keys(recording ?? {})).toEqual(['faults', 'kernelFaults', 'mappings', 'calls']);
    for (const reason of Object.values(recording ?? {}))
      expect(reason ?? 'x: y (errno 1)').toMatch(/.+: .+ \(errno \d+\)/);
  });

  it('has kernel faults only where it has user faults', () => {
    const { recording } = description;
    if (recording?.faults !== null) expect(recording?.kernelFaults).not.toBeNull();
  });
});
