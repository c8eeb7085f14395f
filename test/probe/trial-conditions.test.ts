/** A trial has the conditions that its request names and nothing else: read from /proc while it stands still. */
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { buildTestProbe, MIB, onlyStep, startTestProbe, temporaryFolder, trialOf } from './fixture.ts';
import { holdTrial, readProcess } from './held-trial.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);

/** The value of one line of /proc/<pid>/status. */
function statusOf(pid: number, key: string): string | undefined {
  const line = readProcess(pid, 'status')?.match(new RegExp(`^${key}:\\s*(.*)$`, 'm'));
  return line?.[1];
}

describe('a running trial', () => {
  it("has the arm's environment, the preload and the padding, and nothing else", async () => {
    const environment = { FIRSTTOUCH_TEST: 'a value = with "everything" ü', EMPTY: '' };
    const held = await holdTrial(built, folder, { environment, paddingBytes: 7 });
    expect(readProcess(held.trialPid, 'environ')?.split('\0')).toEqual([
      'FIRSTTOUCH_TEST=a value = with "everything" ü',
      'EMPTY=',
      `LD_PRELOAD=${held.fifo}`,
      'PADDING=xxxxxxx',
      '',
    ]);
  });

  it('leaves nothing of our own environment to its supervisor', async () => {
    const held = await holdTrial(built, folder);
    expect(readProcess(held.supervisorPid, 'environ')).toBe('');
  });

  it.for([0, 1, 4095])('has a stack that is moved by padding of %i bytes', async (paddingBytes) => {
    const held = await holdTrial(built, folder, { paddingBytes });
    expect(readProcess(held.trialPid, 'environ')).toContain(`\0PADDING=${'x'.repeat(paddingBytes)}\0`);
  });

  it('runs on the CPU that was asked for and on no other', async (ctx) => {
    const allowed = statusOf(process.pid, 'Cpus_allowed_list') ?? '';
    const cpu = Number(/\d+$/.exec(allowed)?.[0]);
    if (availableParallelism() < 2) ctx.skip('there is only one CPU: being pinned to it would show nothing');
    const pinned = await holdTrial(built, folder, { cpu });
    expect(statusOf(pinned.trialPid, 'Cpus_allowed_list')).toBe(String(cpu));
  });

  it('runs on any CPU where none was asked for', async () => {
    const held = await holdTrial(built, folder, { cpu: -1 });
    expect(statusOf(held.trialPid, 'Cpus_allowed_list')).toBe(statusOf(process.pid, 'Cpus_allowed_list'));
  });

  it('is the first to go when memory runs out', async () => {
    const held = await holdTrial(built, folder);
    expect(readProcess(held.trialPid, 'oom_score_adj')?.trim()).toBe('1000');
  });

  it('leaves no core file: its limit is one byte', async () => {
    const held = await holdTrial(built, folder);
    expect(readProcess(held.trialPid, 'limits')).toMatch(/^Max core file size +1 +1 +bytes/m);
  });

  it.for([
    { thpDisable: true, enabled: '0' },
    { thpDisable: false, enabled: '1' },
  ])('may have transparent huge pages disabled: $thpDisable', async ({ thpDisable, enabled }, ctx) => {
    const ours = statusOf(process.pid, 'THP_enabled');
    if (ours !== '1') ctx.skip(`THP_enabled of this process is ${ours ?? 'not shown (Linux 5.0)'}`);
    const held = await holdTrial(built, folder, { thpDisable });
    expect(statusOf(held.trialPid, 'THP_enabled')).toBe(enabled);
  });

  it('is in a session of its own, blocks no signal and has no descriptor but the first three', async () => {
    const held = await holdTrial(built, folder);
    const session = readProcess(held.trialPid, 'stat')?.split(') ').pop()?.split(' ')[3];
    expect(Number(session)).toBe(held.trialPid);
    expect(statusOf(held.trialPid, 'SigBlk')).toBe('0000000000000000');
    expect(statusOf(held.trialPid, 'SigIgn')).toBe('0000000000000000');
  });
});

describe('every trial', () => {
  it('is a fresh process: addresses differ from trial to trial', async (ctx) => {
    if (!probe.description.addressSpaceRandomised)
      ctx.skip('address space randomisation is off (personality)');
    const random = readProcess(process.pid, '../sys/kernel/randomize_va_space')?.trim();
    if (random !== '2') ctx.skip(`kernel.randomize_va_space is ${random}`);
    for (const strategy of ['mmap-private', 'malloc', 'brk']) {
      const request = trialOf({ strategy, sizeBytes: MIB / 16, pattern: 'none' });
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => probe.runTrial(request)));
      const addresses = new Set(outcomes.map((outcome) => onlyStep(outcome).address));
      expect(addresses.size, strategy).toBe(20);
    }
  });

  it('starts with a resident set of its own, not with what a trial before it left', async (ctx) => {
    const small = trialOf({ sizeBytes: MIB }, { witness: true });
    const before = onlyStep(await probe.runTrial(small)).memory?.[3]?.peakRssBytes;
    await probe.runTrial(trialOf({ sizeBytes: 64 * MIB }));
    const after = onlyStep(await probe.runTrial(small)).memory?.[3]?.peakRssBytes;
    if (!before || !after) return ctx.skip('no VmHWM in /proc/self/status');
    expect(Math.abs(after - before)).toBeLessThan(MIB);
  });
});
