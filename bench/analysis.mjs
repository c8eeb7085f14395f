// Analysis of a run file with 1,000,000 trials: time and peak memory of a fresh process that computes every finding.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firsttouch, readRecords } from './measure.mjs';

const trials = 1_000_000;

/** A real small run, its blocks repeated with other times until there are enough trials. */
function writeLargeRun(folder) {
  const source = join(folder, 'source.jsonl');
  firsttouch(
    'run',
    'malloc-vs-mmap',
    '--no-why',
    '--size',
    '64KiB',
    '--blocks',
    '100',
    '--precision',
    '0.0001%',
    '--equivalence',
    '0.0001%',
    '--out',
    source,
  );
  const [header, ...records] = readRecords(source);
  const timed = records.filter((record) => record.role === 'timed');
  const blocks = timed.at(-1).block + 1;
  const path = join(folder, 'large.jsonl');
  const fd = openSync(path, 'w');
  writeSync(fd, `${JSON.stringify(header)}\n`);
  for (let written = 0, round = 0; written < trials; round++) {
    const lines = timed.slice(0, trials - written).map((record) => {
      const samples = record.steps[0].samples.map((sample) => [
        Math.round(sample[0] * (1 + 0.1 * Math.random())),
        ...sample.slice(1),
      ]);
      return JSON.stringify({
        ...record,
        block: record.block + round * blocks,
        steps: [{ ...record.steps[0], samples }],
      });
    });
    writeSync(fd, `${lines.join('\n')}\n`);
    written += lines.length;
  }
  closeSync(fd);
  return path;
}

const program = `
const { loadRun } = await import(process.argv[1] + '/cli/run-session.js');
const { computeFindings } = await import(process.argv[1] + '/analysis/index.js');
const { readFileSync } = await import('node:fs');
const started = performance.now();
const { analysis } = loadRun(process.argv[2]);
const findings = computeFindings(analysis).length;
const peakKib = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, peakKib, findings, trials: analysis.trials }));`;

export function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    const path = writeLargeRun(folder);
    const dist = new URL('../dist', import.meta.url).pathname;
    const answer = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', program, dist, path], {
        encoding: 'utf8',
      }),
    );
    const megabytes = Math.round(statSync(path).size / 1e6);
    return [
      {
        what: `seconds to compute all findings of ${answer.trials} trials (${megabytes} MB)`,
        target: '< 6',
        result: answer.seconds.toFixed(2),
        met: answer.seconds < 6,
      },
      {
        what: 'peak resident memory of that, MiB (VmHWM)',
        target: '< 1024',
        result: String(Math.round(answer.peakKib / 1024)),
        met: answer.peakKib < 2 ** 20,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
