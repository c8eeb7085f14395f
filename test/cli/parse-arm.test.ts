/** Arms as people name them: strategy, pattern, allocator and settings to an arm, or to a problem that names the wrong part. */
import { describe, expect, test } from 'vitest';
import { parseArm, parseArms } from '../../src/cli/parse-arm.ts';
import type { Capabilities } from '../../src/model/experiment.ts';
import type { ProbeDescription } from '../../src/model/probe.ts';

/** As much of a description as arms are parsed by. */
const probe = {
  strategies: [
    { name: 'malloc', unsupported: null, viaMalloc: true },
    { name: 'mmap-private', unsupported: null, viaMalloc: false },
    { name: 'null-call', unsupported: null, viaMalloc: false, calibrates: 1000 },
    { name: 'mmap-hugetlb', unsupported: 'the pool is empty', viaMalloc: false },
  ],
  patterns: [{ name: 'write-all' }, { name: 'read-page' }],
} as unknown as ProbeDescription;
const library = '/proc/self/exe';
const machine: Capabilities = {
  strategies: ['malloc', 'mmap-private'],
  patterns: ['write-all', 'read-page'],
  calibrators: [],
  hugePageSizeBytes: 0,
  hugeStrategies: [],
  statefulStrategies: ['malloc'],
  notInterleaved: {},
  largestFaultBytes: 4096,
  pageSizeBytes: 4096,
  allocators: [{ name: 'jemalloc', path: library }],
};

describe('arms', () => {
  test('a strategy alone is an arm with its own name', () => {
    expect(parseArm('malloc', probe, machine)).toMatchObject({
      name: 'malloc',
      environment: {},
      thpDisable: false,
    });
  });

  test('a pattern, a library and settings are all read', () => {
    const arm = parseArm(`malloc/read-page@${library};A=1=2;thp=never`, probe, machine);
    expect(arm).toMatchObject({ preload: library, environment: { A: '1=2' }, thpDisable: true });
    expect(arm.steps[0]).toMatchObject({ strategy: 'malloc', pattern: 'read-page' });
  });

  test("an allocator's name is malloc in that allocator", () => {
    expect(parseArm('jemalloc', probe, machine)).toMatchObject({ name: 'jemalloc', preload: library });
    expect(parseArm('malloc@jemalloc', probe, machine).preload).toBe(library);
  });

  test.each([
    ['maloc', 2, "'maloc'"],
    ['', 2, "''"],
    ['malloc/', 2, "''"],
    ['malloc@', 2, "''"],
    ['malloc;', 2, "''"],
    ['malloc;=1', 2, "'=1'"],
    ['malloc;LD_PRELOAD=/x.so', 2, 'LD_PRELOAD'],
    ['malloc/read-paeg', 2, "Did you mean 'read-page'?"],
    [`mmap-private@${library}`, 2, 'does not call malloc'],
    ['null-call', 2, 'only calibrates'],
    ['malloc@/no/such.so', 2, 'no such file'],
    ['mmap-hugetlb', 3, 'the pool is empty'],
    ['tcmalloc', 3, 'not installed'],
  ])("the arm '%s' is refused with exit code %i: %s", (text, exitCode, message) => {
    expect(() => parseArm(text, probe, machine)).toThrow(
      expect.objectContaining({ exitCode, message: expect.stringContaining(message) }),
    );
  });

  test('a preload alone is compared with malloc, and no arm may be named twice', () => {
    expect(parseArms([], [library], probe, machine).map((arm) => arm.name)).toEqual(['malloc', 'malloc@exe']);
    expect(() => parseArms(['malloc', 'malloc'], [], probe, machine)).toThrow("'malloc' is named twice");
    expect(() => parseArms([], [library, library], probe, machine)).toThrow('named twice');
    expect(parseArms([], [], probe, machine)).toEqual([]);
  });
});
