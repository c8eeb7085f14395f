import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCgroupLocation } from '../../src/machine/cgroup-location.ts';
import { parseLimit } from '../../src/machine/cgroup-memory.ts';
import { decideMemoryBudget, readCgroupMemory, readMemoryBudget } from '../../src/machine/index.ts';
import { measured, unavailable } from '../../src/model/reading.ts';
import { CONTAINER_V1, MALFORMED, NESTED_V2, NOTHING, RECORDED } from './fixture.ts';

const GIB = 1024 ** 3;

describe('what the memory cgroup still allows', () => {
  it('is the least over all ancestors, with inactive page cache given back (v2)', () => {
    const cgroup = readCgroupMemory(NESTED_V2);
    if (cgroup.state === 'unavailable') throw new Error(cgroup.reason);
    expect(cgroup.value.version).toBe(2);
    expect(cgroup.value.levels.map((level) => level.remainingBytes)).toEqual([
      measured(2 * GIB),
      measured(GIB),
    ]);
    expect(cgroup.value.remainingBytes).toEqual(measured(GIB));
  });

  it('is found where a container mounts its own part of the hierarchy (v1)', () => {
    const cgroup = readCgroupMemory(CONTAINER_V1);
    expect(cgroup).toMatchObject({ value: { version: 1, remainingBytes: measured(GIB / 2) } });
  });

  it('is unavailable, not infinite, where no level has a limit', () => {
    const cgroup = readCgroupMemory(RECORDED);
    expect(cgroup).toMatchObject({
      value: {
        remainingBytes: { reason: 'no memory limit on any of the 3 cgroup levels above this process' },
      },
    });
  });

  it('reads "max" and the almost 2^63 of cgroup v1 as no limit, and garbage as no reading', () => {
    expect(parseLimit('max\n', '/f')).toEqual(measured('unlimited'));
    expect(parseLimit('9223372036854771712\n', '/f')).toEqual(measured('unlimited'));
    expect(parseLimit('0\n', '/f')).toEqual(measured(0));
    expect(parseLimit('-1\n', '/f').state).toBe('unavailable');
    expect(parseLimit('', '/f')).toEqual(
      unavailable('/f: expected a limit in bytes or max, found an empty text'),
    );
  });
});

describe('where the memory cgroup lies', () => {
  const unified = '30 1 0:1 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw';

  it('is the v1 hierarchy when that holds the controller, even beside a unified one', () => {
    const mounts = `${unified}\n31 1 0:2 / /memory rw - cgroup cgroup rw,memory`;
    const location = parseCgroupLocation('4:cpu,memory:/a/b\n0::/x', mounts);
    expect(location).toEqual(measured({ version: 1, directories: ['/memory/a/b', '/memory/a', '/memory'] }));
  });

  it('is the mount point alone when the path leaves the namespace', () => {
    expect(parseCgroupLocation('0::/../other', unified)).toEqual(
      measured({ version: 2, directories: ['/sys/fs/cgroup'] }),
    );
  });

  it('may have spaces and colons in its names', () => {
    const mount = '30 1 0:1 / /my\\040cgroups rw - cgroup2 cgroup2 rw';
    expect(parseCgroupLocation('0::/a:b', mount)).toEqual(
      measured({ version: 2, directories: ['/my cgroups/a:b', '/my cgroups'] }),
    );
  });

  it('is unknown where nothing is mounted', () => {
    expect(parseCgroupLocation('0::/', '').state).toBe('unavailable');
    expect(parseCgroupLocation('nonsense', unified).state).toBe('unavailable');
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (a, b) => void parseCgroupLocation(`0::/${a}`, `${b} - ${unified}`),
      ),
    );
  });
});

describe('the memory budget', () => {
  it('is half of what the cgroup allows when that is less than what is available', () => {
    const budget = readMemoryBudget(NESTED_V2);
    expect(budget.budgetBytes).toBe(GIB / 2);
    expect(budget.sentence).toBe(
      'The budget is half of what is left: the memory cgroup allows 1.0 GiB more (inactive page cache counted as free); the kernel calls 8.0 GiB available.',
    );
  });

  it('is half of MemAvailable when no cgroup limit is set', () => {
    const { availableBytes, budgetBytes, sentence } = readMemoryBudget(RECORDED);
    expect(availableBytes.state === 'measured' && Math.floor(availableBytes.value / 2)).toBe(budgetBytes);
    expect(sentence).toContain('no memory limit on any of the 3 cgroup levels');
  });

  it.each([NOTHING, MALFORMED])('is 0 and says why when neither can be read: %s', (root) => {
    const budget = readMemoryBudget(root);
    expect(budget.budgetBytes).toBe(0);
    expect(budget.sentence).toMatch(
      /^There is no memory budget: available memory is unknown \(\/proc\/meminfo: /,
    );
  });

  it('is a whole number of bytes, never more than half of either bound', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (available, remaining) => {
        const { budgetBytes } = decideMemoryBudget(measured(available), measured(remaining));
        expect(Number.isSafeInteger(budgetBytes)).toBe(true);
        expect(budgetBytes * 2).toBeLessThanOrEqual(Math.min(available, remaining));
      }),
    );
  });

  it('of this machine is positive and at most half of MemAvailable', () => {
    const { availableBytes, budgetBytes } = readMemoryBudget('/');
    expect(budgetBytes).toBeGreaterThan(0);
    expect(availableBytes.state === 'measured' && availableBytes.value / 2).toBeGreaterThanOrEqual(
      budgetBytes,
    );
  });
});
