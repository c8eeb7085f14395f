/** The export that hyperfine's scripts read, held against the shape of hyperfine's own. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { serializeHyperfineJson } from '../../src/exporters/index.ts';
import type { CommandResult } from '../../src/model/command-result.ts';

/** github.com/sharkdp/hyperfine, src/benchmark/benchmark_result.rs: nothing else may be in it. */
const second = v.pipe(v.number(), v.minValue(0));
const hyperfineSchema = v.strictObject({
  results: v.array(
    v.strictObject({
      command: v.string(),
      mean: second,
      stddev: v.nullable(second),
      median: second,
      user: second,
      system: second,
      min: second,
      max: second,
      times: v.array(second),
      memory_usage_byte: v.exactOptional(v.array(v.pipe(v.number(), v.integer()))),
      exit_codes: v.array(v.nullable(v.pipe(v.number(), v.integer()))),
      parameters: v.exactOptional(v.record(v.string(), v.string())),
    }),
  ),
});

const whole: CommandResult = {
  name: 'sort a.txt',
  wallNs: [3e9, 1e9, 2e9, 6e9],
  userNs: [1e9, 1e9, 1e9, 2e9],
  systemNs: [0, 0, 0, 1e9],
  exitCodes: [0, 0, null, 2],
  peakBytes: [4096, 8192, 8192],
  parameters: { n: '4' },
};
const least: CommandResult = { ...whole, wallNs: [5e8], exitCodes: [0], peakBytes: [], parameters: {} };
const exported = (...results: CommandResult[]) =>
  v.parse(hyperfineSchema, JSON.parse(serializeHyperfineJson(results))).results;

test('every execution is there in seconds, with its summary', () => {
  const [result] = exported(whole);
  expect(result).toMatchObject({
    command: 'sort a.txt',
    mean: 3,
    median: 2.5,
    min: 1,
    max: 6,
    user: 1.25,
    system: 0.25,
  });
  expect(result?.times).toEqual([3, 1, 2, 6]);
  expect(result?.stddev).toBeCloseTo(Math.sqrt(14 / 3), 12);
  expect(result).toMatchObject({
    exit_codes: [0, 0, null, 2],
    memory_usage_byte: [4096, 8192, 8192],
    parameters: { n: '4' },
  });
});

test('one execution has no deviation, and what is not known is left out', () => {
  const [, result] = exported(whole, least);
  expect(result).toMatchObject({ stddev: null, median: 0.5, min: 0.5, max: 0.5 });
  expect(Object.keys(result ?? {})).not.toEqual(expect.arrayContaining(['memory_usage_byte']));
  expect(Object.keys(result ?? {})).not.toEqual(expect.arrayContaining(['parameters']));
});

test('a run without commands exports no result', () => {
  expect(exported()).toEqual([]);
});
