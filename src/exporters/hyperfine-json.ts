/**
 * What hyperfine's --export-json writes (its version 1.15, and memory_usage_byte of 1.19), so that its scripts for plots and
 * tests read our runs. Times are seconds. Source: github.com/sharkdp/hyperfine, src/benchmark/benchmark_result.rs.
 */
import type { CommandResult } from '../model/command-result.ts';

const second = 1e9;

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(ascending: readonly number[]): number {
  const middle = Math.floor(ascending.length / 2);
  const upper = ascending[middle] ?? Number.NaN;
  return ascending.length % 2 === 1 ? upper : (upper + (ascending[middle - 1] ?? Number.NaN)) / 2;
}

/** Of n - 1; null for a single value, as hyperfine has it. */
function deviationOf(values: readonly number[], mean: number): number | null {
  if (values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function resultOf({ name, wallNs, userNs, systemNs, exitCodes, peakBytes, parameters }: CommandResult) {
  const times = wallNs.map((ns) => ns / second);
  const ascending = [...times].sort((a, b) => a - b);
  const mean = meanOf(times);
  return {
    command: name,
    mean,
    stddev: deviationOf(times, mean),
    median: medianOf(ascending),
    user: meanOf(userNs) / second,
    system: meanOf(systemNs) / second,
    min: ascending[0],
    max: ascending.at(-1),
    times,
    ...(peakBytes.length > 0 ? { memory_usage_byte: peakBytes } : {}),
    exit_codes: exitCodes,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  };
}

/** The file's text: {"results": [...]}, one for each command. memory_usage_byte is VmHWM of the witness trials, not of the times. */
export function serializeHyperfineJson(results: readonly CommandResult[]): string {
  return `${JSON.stringify({ results: results.map(resultOf) }, null, 2)}\n`;
}
