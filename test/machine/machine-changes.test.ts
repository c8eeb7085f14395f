import { describe, expect, it } from 'vitest';
import { describeMachineChanges, readMachineState } from '../../src/machine/index.ts';
import type { MachineState } from '../../src/model/machine.ts';
import { measured, type Reading, unavailable } from '../../src/model/reading.ts';
import { MALFORMED, NOTHING, RECORDED, THP_ALWAYS } from './fixture.ts';

const QUIET = readMachineState(RECORDED);
const SECOND_MS = 1000;

function changesTo(after: Partial<MachineState>, before: MachineState = QUIET): readonly string[] {
  return describeMachineChanges(before, { ...before, ...after }, 10 * SECOND_MS).map(
    ({ sentence }) => sentence,
  );
}

function plus(reading: Reading<number>, amount: number): Reading<number> {
  if (reading.state === 'unavailable') throw new Error(reading.reason);
  return measured(reading.value + amount);
}

function withThp(enabled: Reading<string>): Partial<MachineState> {
  const { settings } = QUIET;
  const transparentHugePages = { ...settings.transparentHugePages, enabled };
  return { settings: { ...settings, transparentHugePages } };
}

describe('changes on a machine', () => {
  it.each([RECORDED, THP_ALWAYS, MALFORMED, NOTHING])('are not mentioned when there are none: %s', (root) => {
    expect(describeMachineChanges(readMachineState(root), readMachineState(root), SECOND_MS)).toEqual([]);
  });

  it('include a setting that somebody changed', () => {
    expect(changesTo(withThp(measured('always')))).toEqual([
      'transparent_hugepage/enabled changed from madvise to always.',
    ]);
  });

  it('include a setting that can no longer be read', () => {
    expect(changesTo(withThp(unavailable('gone')))).toEqual([
      'transparent_hugepage/enabled changed from madvise to not readable.',
    ]);
  });

  it.each([
    [10, 1000, []],
    [11, 1000, ['The hypervisor took 1.1 % of the CPU time (steal).']],
    [5, 0, []],
    [5, -10, []],
  ])('include steal above 1 %%: %i of %i ticks', (stolen, ticks, sentences) => {
    const stealJiffies = plus(QUIET.cpuTime.stealJiffies, stolen);
    const totalJiffies = plus(QUIET.cpuTime.totalJiffies, ticks);
    expect(changesTo({ cpuTime: { stealJiffies, totalJiffies } })).toEqual(sentences);
  });

  it.each([
    [500_000, []],
    [600_000, ['Tasks stalled for want of memory during 6.0 % of the time.']],
    [99_000_000, ['Tasks stalled for want of memory during 100.0 % of the time.']],
  ])('include pressure above 5 %% of the time: %i us in 10 s', (stalledUs, sentences) => {
    const { pressure } = QUIET;
    const memory = { ...pressure.memory, someTotalUs: plus(pressure.memory.someTotalUs, stalledUs) };
    expect(changesTo({ pressure: { ...pressure, memory } })).toEqual(sentences);
  });

  it('do not judge pressure when no time passed', () => {
    const { pressure } = QUIET;
    const io = { ...pressure.io, someTotalUs: plus(pressure.io.someTotalUs, 5_000_000) };
    expect(describeMachineChanges(QUIET, { ...QUIET, pressure: { ...pressure, io } }, 0)).toEqual([]);
  });

  it.each([
    [2_200_000, []],
    [2_300_000, ['The frequency of cpu0 moved from 2.00 GHz to 2.30 GHz, more than any other.']],
    [1_000_000, ['The frequency of cpu0 moved from 2.00 GHz to 1.00 GHz, more than any other.']],
  ])('include the CPU whose frequency moved most, beyond 10 %%: %i kHz', (currentKhz, sentences) => {
    const before = readMachineState(THP_ALWAYS);
    const cpus = before.frequencies.cpus.state === 'measured' ? before.frequencies.cpus.value : [];
    const moved = cpus.map((cpu) => (cpu.cpu === 0 ? { ...cpu, currentKhz: measured(currentKhz) } : cpu));
    const frequencies = { ...before.frequencies, cpus: measured(moved) };
    expect(changesTo({ frequencies }, before)).toEqual(sentences);
  });

  it('include a page cache that moved by more than a tenth of memory', () => {
    const { memory } = QUIET;
    const grown = { ...memory, cachedBytes: plus(memory.cachedBytes, 4 * 1024 ** 3) };
    expect(changesTo({ memory: grown })).toEqual(['The page cache grew by 4.0 GiB (17.0 % of memory).']);
    expect(changesTo({ memory }, { ...QUIET, memory: grown })).toEqual([
      'The page cache shrank by 4.0 GiB (17.0 % of memory).',
    ]);
  });

  it('include swapping, an OOM kill, the balloon and NUMA hint faults', () => {
    const { vmEvents } = QUIET;
    const after = {
      ...vmEvents,
      swapOutPages: plus(vmEvents.swapOutPages, 1),
      oomKills: plus(vmEvents.oomKills, 1),
      balloonInflatedPages: plus(vmEvents.balloonInflatedPages, 512),
      numaHintFaults: plus(vmEvents.numaHintFaults, 7),
    };
    expect(changesTo({ vmEvents: after })).toEqual([
      'The machine swapped: 0 pages in, 1 page out.',
      'The kernel ran out of memory and killed (count of OOM kills: 1).',
      'The balloon took 512 pages from this guest.',
      'NUMA balancing added minor faults (machine-wide: 7).',
    ]);
  });

  it('include free pages given back to the host', () => {
    const reportedBytes = plus(QUIET.pageReporting.reportedBytes, 1024 ** 3);
    expect(changesTo({ pageReporting: { ...QUIET.pageReporting, reportedBytes } })).toEqual([
      'The guest gave 1.0 GiB of free pages back to its host; touching them again is slow.',
    ]);
  });
});
