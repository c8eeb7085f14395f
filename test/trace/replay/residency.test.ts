import { describe, expect, test } from 'vitest';
import type { SampleRecord } from '../../../src/model/trace.ts';
import { Residency } from '../../../src/trace/replay/residency.ts';

const MIB = 2 ** 20;

function sample(pid: number, atMs: number, rssMib: number, anonymousMib: number, hugeMib = 0): SampleRecord {
  return {
    kind: 'sample',
    atNs: atMs * 1e6,
    pid,
    rssBytes: rssMib * MIB,
    pssBytes: 0,
    anonymousBytes: anonymousMib * MIB,
    anonHugePagesBytes: hugeMib * MIB,
    sharedBytes: 0,
    swapBytes: 0,
    lockedBytes: 0,
  };
}

function told(...samples: SampleRecord[]): string | undefined {
  const residency = new Residency();
  for (const one of samples) residency.sample(one);
  return residency.findings(20)[0]?.sentence;
}

describe('the resident size', () => {
  test('is told with its rate, and with what grew', () => {
    expect(told(sample(7, 5, 2, 1), sample(7, 55, 40, 36, 8), sample(7, 105, 10, 6))).toBe(
      'The resident size of process 7, read 3 times (20 a second were asked for): from 2 MiB at 5 ms to 40 MiB at 55 ms; ' +
        'what grew: 35 MiB of anonymous memory, 3 MiB of files and shared memory, 8 MiB of it in huge pages.',
    );
  });

  test('is that of the process that became largest', () => {
    expect(told(sample(7, 5, 2, 1), sample(8, 6, 3, 1), sample(8, 9, 9, 1))).toContain(
      'process 8, read 2 times',
    );
  });

  test('that did not grow is said to', () => {
    expect(told(sample(7, 5, 2, 1), sample(7, 9, 1, 1))).toContain(
      'never more than the 2 MiB of the first reading',
    );
  });

  test('that was not read is not told of', () => {
    expect(told()).toBeUndefined();
  });
});
