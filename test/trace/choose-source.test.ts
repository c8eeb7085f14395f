import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { measured, unavailable } from '../../src/model/reading.ts';
import { chooseSource, type Sources, type SourceWish } from '../../src/trace/choose-source.ts';
import { priceOf, type StraceFeatures } from '../../src/trace/index.ts';

const all: Sources = { tracepoints: measured(true), strace: measured(true), stacks: measured(true) };
const noTracepoints: Sources = { ...all, tracepoints: unavailable('perf_event_paranoid is 2') };
const noStrace: Sources = { ...noTracepoints, strace: unavailable('strace is not installed') };
const plain: SourceWish = { callers: false, faults: false };

function problemOf(wish: SourceWish, sources: Sources): Problem {
  try {
    chooseSource(wish, sources);
  } catch (error) {
    return error as Problem;
  }
  throw new Error('nothing was refused');
}

describe('the source of memory calls', () => {
  test('is tracepoints where the kernel allows them', () => {
    expect(chooseSource(plain, all)).toMatchObject({ source: 'tracepoints' });
  });

  test('is strace where it does not, and says why', () => {
    const { source, sourceReason } = chooseSource(plain, noTracepoints);
    expect(source).toBe('strace');
    expect(sourceReason).toContain('perf_event_paranoid is 2');
  });

  test('is nobody where neither can be had and faults are recorded', () => {
    expect(chooseSource({ ...plain, faults: true }, noStrace)).toMatchObject({ source: 'none' });
  });

  test('that cannot be had is refused with both reasons where nothing else is recorded', () => {
    const problem = problemOf(plain, noStrace);
    expect(problem.exitCode).toBe(3);
    expect(problem.message).toMatch(/perf_event_paranoid is 2; nor by strace: strace is not installed/);
    expect(problem.hint).toContain('--faults');
  });

  test('is the one that was asked for, or nothing', () => {
    expect(chooseSource({ ...plain, source: 'strace' }, all)).toMatchObject({ source: 'strace' });
    expect(problemOf({ ...plain, source: 'tracepoints' }, noTracepoints).exitCode).toBe(3);
    expect(problemOf({ ...plain, source: 'strace', faults: true }, noStrace).exitCode).toBe(3);
  });

  test('is strace where stacks are asked for', () => {
    expect(chooseSource({ ...plain, callers: true }, all)).toMatchObject({ source: 'strace' });
  });

  test('cannot give stacks where strace has none', () => {
    const without: Sources = {
      ...all,
      stacks: unavailable('this strace was built without stack traces (-k)'),
    };
    expect(problemOf({ ...plain, callers: true }, without)).toMatchObject({ exitCode: 3 });
  });

  test('other than strace together with stacks is wrong usage', () => {
    expect(problemOf({ ...plain, callers: true, source: 'tracepoints' }, all).exitCode).toBe(2);
  });

  test('none is wrong usage where faults are not recorded', () => {
    expect(problemOf({ ...plain, source: 'none' }, all).exitCode).toBe(2);
    expect(chooseSource({ callers: false, faults: true, source: 'none' }, all)).toMatchObject({
      source: 'none',
    });
  });
});

describe('the price', () => {
  const features = { seccompBpf: true, stackTraces: 'libunwind' } as StraceFeatures;

  test('of strace is many times that of tracepoints, and with stacks hundreds', () => {
    expect(priceOf('strace', false, features)).toContain('10 to 20 times');
    expect(priceOf('strace', true, features)).toContain('hundred times');
    expect(priceOf('tracepoints', false, features)).toContain('1.4 times');
  });
});
