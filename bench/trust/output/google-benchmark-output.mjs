// Reads the JSON of google/benchmark (1.7 and later) and of its tools/compare.py, of two benchmarks named A and B.

/** Real and CPU times of each repetition, in the benchmark's unit: `{real: {a, b}, cpu: {a, b}}`. Throws where one failed. */
export function parseRepetitions(json) {
  const rows = JSON.parse(json).benchmarks.filter((row) => row.run_type === 'iteration');
  const failed = rows.find((row) => row.error_occurred);
  if (failed) throw new Error(`google/benchmark's ${failed.name} failed: ${failed.error_message}`);
  const column = (field) => {
    const of = (name) => rows.filter((row) => row.name === name).map((row) => row[field]);
    return { a: of('A'), b: of('B') };
  };
  const times = { real: column('real_time'), cpu: column('cpu_time') };
  if (times.real.a.length === 0 || times.real.b.length === 0)
    throw new Error("google/benchmark's output holds no repetitions of A and B");
  return times;
}

/**
 * The p-values of compare.py's U test on real and CPU times: `{real, cpu}`; null where it made none (which it also does
 * where a p-value is exactly 0).
 */
export function parseCompareTest(json) {
  const tested = JSON.parse(json).find((row) => row.utest?.time_pvalue !== undefined);
  return tested ? { real: tested.utest.time_pvalue, cpu: tested.utest.cpu_pvalue } : null;
}
