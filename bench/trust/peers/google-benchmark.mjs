// google/benchmark on two benchmarks of one executable, ten repetitions each, judged by the U test of its tools/compare.py.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../../../dist/statistics/index.js';
import { parseCompareTest, parseRepetitions } from '../output/google-benchmark-output.mjs';
import { uTestDiffers } from '../rules/u-test.mjs';
import { runTool, secondsSince } from '../run-tool.mjs';

/** Where Debian's libbenchmark-tools puts it. */
const compareTool = '/usr/share/benchmark/compare.py';

/** A Python that has what compare.py imports. Debian's first: another one in PATH does not see Debian's packages. */
function findPython() {
  const imports = ['-c', 'import numpy, scipy.stats'];
  return ['/usr/bin/python3', 'python3'].find((path) => spawnSync(path, imports).status === 0);
}

/** Its own U test on the file, or null where compare.py or its Python cannot be had. */
function compare(file, folder) {
  const python = existsSync(compareTool) ? findPython() : undefined;
  if (!python) return null;
  const answer = join(folder, 'compare.json');
  try {
    runTool(python, [compareTool, '--no-color', '-d', answer, 'filters', file, 'A', 'B']);
    return parseCompareTest(readFileSync(answer, 'utf8'));
  } finally {
    rmSync(answer, { force: true });
  }
}

/** 'A', 'B' or 'none', by the smaller median where the test says that they differ. */
function verdict({ a, b }, pValue) {
  const differs = pValue === undefined ? uTestDiffers(a, b) : pValue < 0.05;
  const difference = median(b) - median(a);
  return !differs || difference === 0 ? 'none' : difference > 0 ? 'A' : 'B';
}

function askWith(options, { pagesA, pagesB, programs, folder }) {
  const started = process.hrtime.bigint();
  const file = join(folder, 'google-benchmark.json');
  const output = [`--benchmark_out=${file}`, '--benchmark_out_format=json'];
  try {
    runTool(programs.firstTouchBenchmark.path, [...options, ...output, String(pagesA), String(pagesB)]);
    const times = parseRepetitions(readFileSync(file, 'utf8'));
    const tested = compare(file, folder);
    return {
      tool: `google/benchmark ${options.join(' ')}; U test by ${tested ? 'compare.py' : 'our own code'}`,
      seconds: secondsSince(started),
      verdicts: {
        'u-test-time': verdict(times.real, tested?.real),
        'u-test-cpu': verdict(times.cpu, tested?.cpu),
      },
      ratio: median(times.real.b) / median(times.real.a),
      interval: null,
    };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Why it cannot be asked here, or null. Without compare.py it can: our own U test stands in, and the answer says so. */
function available(programs) {
  return programs?.firstTouchBenchmark.unavailable ?? null;
}

/**
 * Rules: `u-test-time` and `u-test-cpu`, the U test at 5 % on the two columns of times that the tool prints; the winner is the
 * smaller median.
 */
export const inOrder = {
  name: 'google-benchmark',
  available,
  ask: (question) => askWith(['--benchmark_repetitions=10'], question),
};

/** The same with the repetitions of A and B shuffled among each other. */
export const interleaved = {
  name: 'google-benchmark-interleaved',
  available,
  ask: (question) =>
    askWith(['--benchmark_repetitions=10', '--benchmark_enable_random_interleaving=true'], question),
};
