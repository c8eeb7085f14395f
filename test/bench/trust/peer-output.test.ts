/** The peers' words are read as they are written; the fixtures are what the tools printed when A was the smaller program. */
import { describe, expect, test } from 'vitest';
import { openBench, recorded, type TwoSamples, type Verdict } from './open-bench.ts';

type Summary = { faster: Verdict; ratio: number; spread: number | null };

const { parseSummary, parseTimes, printedInterval, summaryVerdicts } = await openBench<{
  parseSummary: (text: string) => Summary;
  parseTimes: (json: string) => TwoSamples;
  printedInterval: (summary: Summary) => { low: number; high: number } | null;
  summaryVerdicts: (summary: Summary) => { line: Verdict; beyond: Verdict };
}>('output/hyperfine-output.mjs');

const { parseRepetitions, parseCompareTest } = await openBench<{
  parseRepetitions: (json: string) => { real: TwoSamples; cpu: TwoSamples };
  parseCompareTest: (json: string) => { real: number; cpu: number } | null;
}>('output/google-benchmark-output.mjs');

const { parseStressNg, parsePerfBench, parseLatPagefault } = await openBench<{
  parseStressNg: (yaml: string) => { perFaultNs: number; operationsPerSecond: number };
  parsePerfBench: (text: string) => number;
  parseLatPagefault: (text: string) => number;
}>('output/one-figure-output.mjs');

describe("hyperfine's summary", () => {
  test('names the faster command, the rounded ratio and its plus-minus', () => {
    expect(parseSummary(recorded('hyperfine.txt'))).toEqual({ faster: 'A', ratio: 1.09, spread: 0.05 });
  });

  test('is read without the quotes that later versions leave out', () => {
    const text = 'Summary\n  B ran\n    2.50 ± 0.31 times faster than A\n';
    expect(parseSummary(text)).toEqual({ faster: 'B', ratio: 2.5, spread: 0.31 });
  });

  test('may lack its plus-minus', () => {
    expect(parseSummary("  'A' ran\n    1.20 times faster than 'B'\n").spread).toBe(null);
  });

  test('that is not there is an error that shows what is', () => {
    expect(() => parseSummary('Benchmark 1: A')).toThrow('Benchmark 1: A');
  });

  test('names a winner from 1.01 on, and beyond its plus-minus only when further from 1 than that', () => {
    const verdicts = (ratio: number, spread: number) => summaryVerdicts({ faster: 'B', ratio, spread });
    expect(verdicts(1, 0)).toEqual({ line: 'none', beyond: 'none' });
    expect(verdicts(1.01, 0.05)).toEqual({ line: 'B', beyond: 'none' });
    expect(verdicts(1.06, 0.06)).toEqual({ line: 'B', beyond: 'none' });
    expect(verdicts(1.07, 0.06)).toEqual({ line: 'B', beyond: 'B' });
  });

  test('gives the interval of B/A, whichever was faster', () => {
    expect(printedInterval({ faster: 'A', ratio: 1.5, spread: 0.25 })).toEqual({ low: 1.25, high: 1.75 });
    expect(printedInterval({ faster: 'B', ratio: 1.5, spread: 0.5 })).toEqual({ low: 0.5, high: 1 });
    expect(printedInterval({ faster: 'B', ratio: 1.1, spread: 1.2 })).toBe(null);
  });
});

describe("hyperfine's export", () => {
  test('holds the time of every run of either command', () => {
    const { a, b } = parseTimes(recorded('hyperfine.json'));
    expect([a.length, b.length]).toEqual([12, 12]);
    expect(Math.max(...a, ...b)).toBeLessThan(0.1);
  });

  test('without the commands is an error', () => {
    expect(() => parseTimes('{"results":[]}')).toThrow('no times of A and B');
  });
});

describe("google/benchmark's output", () => {
  test('holds ten repetitions of either benchmark, its aggregates left out', () => {
    const { real, cpu } = parseRepetitions(recorded('google-benchmark.json'));
    expect([real.a, real.b, cpu.a, cpu.b].map((values) => values.length)).toEqual([10, 10, 10, 10]);
  });

  test('with a benchmark that failed is an error that says why', () => {
    const row = { name: 'A', run_type: 'iteration', error_occurred: true, error_message: 'mmap failed' };
    expect(() => parseRepetitions(JSON.stringify({ benchmarks: [row] }))).toThrow('A failed: mmap failed');
  });

  test('compared by compare.py has a p-value for either kind of time', () => {
    const { real, cpu } = parseCompareTest(recorded('google-benchmark-compare.json')) ?? {};
    expect(real).toBeCloseTo(0.0028, 4);
    expect(cpu).toBeCloseTo(0.0002, 4);
  });

  test('compared with too few repetitions has none', () => {
    expect(parseCompareTest('[{"name":"[A vs. B]","utest":{}}]')).toBe(null);
  });
});

describe('the one figure', () => {
  test('of stress-ng is nanoseconds per fault, beside its bogo operations per second', () => {
    const figures = parseStressNg(recorded('stress-ng.yaml'));
    expect(figures).toEqual({ perFaultNs: 2613.173942, operationsPerSecond: 7691.472785 });
  });

  test('of perf bench is bytes per second', () => {
    expect(parsePerfBench(recorded('perf-bench.txt'))).toBe(40621077799.366859);
  });

  test('of lat_pagefault is microseconds', () => {
    expect(parseLatPagefault(recorded('lat-pagefault.txt'))).toBeGreaterThan(0);
  });

  test('that is missing or zero is an error, never a zero', () => {
    expect(() => parseLatPagefault('')).toThrow('no figure');
    expect(() => parsePerfBench('0.000000\n')).toThrow('no figure');
  });
});
