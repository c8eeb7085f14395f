import { describe, expect, it } from 'vitest';
import { readMachine, readMachineState } from '../../src/machine/index.ts';
import { listReadings, MALFORMED, NOTHING, RECORDED, THP_ALWAYS } from './fixture.ts';

const NOW = new Date('2026-01-02T03:04:05.678Z');
const MIB = 1024 * 1024;
const of = (value: unknown) => ({ state: 'measured', value });

describe('a recorded guest', () => {
  const machine = readMachine(RECORDED, NOW);

  it('carries the moment it was given, not the clock', () => {
    expect(machine.recordedAt).toBe('2026-01-02T03:04:05.678Z');
  });

  it('survives a journey through JSON', () => {
    expect(JSON.parse(JSON.stringify(machine))).toEqual(machine);
  });

  it('names its kernel and processor', () => {
    expect(machine.kernel.release).toEqual(of('6.18.44'));
    expect(machine.processor).toMatchObject({
      vendor: of('AuthenticAMD'),
      hypervisor: of(true),
      fastShortRepMovsb: of(true),
    });
  });

  it('has its caches in bytes', () => {
    const caches = machine.caches.state === 'measured' ? machine.caches.value : [];
    expect(caches.map((cache) => cache.sizeBytes)).toEqual([
      of(48 * 1024),
      of(32 * 1024),
      of(MIB),
      of(32 * MIB),
    ]);
  });

  it('says why it has no frequencies, once for all CPUs', () => {
    expect(machine.frequencies.cpus).toEqual({
      state: 'unavailable',
      reason: '/sys/devices/system/cpu/cpu0/cpufreq: no such file (kernel built without it, or not mounted)',
    });
  });

  it('converts the kernel\'s "kB" to bytes', () => {
    expect(machine.memory.totalBytes).toEqual(of(24_684_100 * 1024));
    expect(machine.memory.hugePageSizeBytes).toEqual(of(2 * MIB));
  });

  it('leaves out the page size that exists for shared memory only', () => {
    const { sizes, enabled } = machine.settings.transparentHugePages;
    expect(enabled).toEqual(of('madvise'));
    expect(sizes.state === 'measured' && sizes.value.map((size) => size.sizeBytes / 1024)).toEqual([
      16, 32, 64, 128, 256, 512, 1024, 2048,
    ]);
  });

  it('has a state with steal, pressure and events', () => {
    const state = readMachineState(RECORDED);
    expect(state.cpuTime.stealJiffies.state).toBe('measured');
    expect(state.pressure.memory.someTotalUs.state).toBe('measured');
    const missing = listReadings(state.vmEvents).filter((reading) => reading.state !== 'measured');
    expect(missing).toEqual([]);
  });
});

describe('a machine with THP always, mTHP and two nodes', () => {
  const machine = readMachine(THP_ALWAYS, NOW);

  it('tells the selected words, and the sizes in ascending order', () => {
    expect(machine.settings.transparentHugePages).toEqual({
      enabled: of('always'),
      defrag: of('defer+madvise'),
      shmemEnabled: of('advise'),
      useZeroPage: of(false),
      hugePageSizeBytes: of(2 * MIB),
      sizes: of([
        { sizeBytes: 16_384, enabled: of('never') },
        { sizeBytes: 65_536, enabled: of('always') },
        { sizeBytes: 2 * MIB, enabled: of('inherit') },
      ]),
    });
  });

  it('keeps memory parameters of the boot line and drops secrets, addresses and what belongs to init', () => {
    expect(machine.kernel.commandLine).toEqual(
      of(['init-on-alloc=1', 'hugepagesz=2M', 'hugepages=16', 'thp_anon=64K:always', 'isolcpus="2, 3"']),
    );
  });

  it('lists hugetlb pools by size', () => {
    expect(machine.settings.hugetlbPools).toEqual(
      of([
        { pageSizeBytes: 2 * MIB, pages: of(16), freePages: of(12) },
        { pageSizeBytes: 1024 * MIB, pages: of(0), freePages: of(0) },
      ]),
    );
  });

  it('knows a node that has memory but no CPUs', () => {
    expect(machine.numaNodes).toEqual(
      of([
        { node: 0, cpus: of([0, 1]), totalBytes: of(8192 * MIB) },
        { node: 2, cpus: of([]), totalBytes: of(4096 * MIB) },
      ]),
    );
  });

  it('reads governor and frequencies per CPU, and no_turbo as the opposite of boost', () => {
    expect(machine.frequencies.boost).toEqual(of(false));
    expect(machine.frequencies.cpus).toMatchObject(
      of([{ currentKhz: of(2_000_000) }, { governor: of('powersave'), currentKhz: of(3_000_000) }]),
    );
  });

  it('tells the CPUs it may use from those that are online', () => {
    expect(machine.settings.cpus).toEqual({ online: of([0, 1]), allowed: of([1]) });
  });

  it('reads firmware, limits, and a negative paranoia', () => {
    expect(machine.virtualization.systemVendor).toEqual(of('Example Corporation'));
    expect(machine.limits).toMatchObject({ addressSpaceBytes: of(4096 * MIB), dataBytes: of('unlimited') });
    expect(machine.settings.sysctls.perfEventParanoid).toEqual(of(-1));
  });
});

describe('a machine that tells nothing', () => {
  it('has a reason with a path in every reading, and no value', () => {
    const readings = listReadings([readMachine(NOTHING, NOW), readMachineState(NOTHING)]);
    expect(readings.length).toBeGreaterThan(60);
    for (const { at, state, reason } of readings) {
      expect([at, state]).toEqual([at, 'unavailable']);
      expect(reason).toMatch(/^\/(proc|sys)\/\S+: no such file|has no memory.high/);
    }
  });
});

describe('a machine whose files are damaged', () => {
  const readings = listReadings([readMachine(MALFORMED, NOW), readMachineState(MALFORMED)]);

  it('gives no number at all', () => {
    const numbers = readings.filter((reading) => typeof reading.value === 'number');
    expect(numbers).toEqual([]);
  });

  it('quotes the start of what it could not read', () => {
    const reasons = readings.map((reading) => reading.reason);
    expect(reasons).toContain('/proc/meminfo: expected a size in kB, found "MemTotal lots kB"');
    expect(reasons).toContain('/proc/vmstat: expected a count, found "pswpin 1.5"');
    expect(reasons).toContain('/proc/self/status: expected a list such as 0-3,8, found "3-1"');
    expect(reasons).toContain(
      '/sys/kernel/mm/transparent_hugepage/enabled: expected a choice in brackets, found "%%% not what a kernel writes"',
    );
  });
});

describe('the machine under this test', () => {
  const machine = readMachine('/', NOW);

  it('has memory, and a CPU on which we run', () => {
    expect(machine.memory.totalBytes).toMatchObject({ state: 'measured' });
    const { totalBytes } = machine.memory;
    expect(totalBytes.state === 'measured' && totalBytes.value).toBeGreaterThan(0);
    const { allowed } = machine.settings.cpus;
    expect(allowed.state === 'measured' && allowed.value.length).toBeGreaterThan(0);
  });

  it('has a kernel release and CPU time that does not run backwards', () => {
    expect(machine.kernel.release.state).toBe('measured');
    const [first, second] = [readMachineState('/'), readMachineState('/')].map(({ cpuTime }) =>
      cpuTime.totalJiffies.state === 'measured' ? cpuTime.totalJiffies.value : Number.NaN,
    );
    expect(second).toBeGreaterThanOrEqual(first! - 1);
  });
});
