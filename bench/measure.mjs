// What the benches share: running the command line, reading run files, and pairing commands in random order.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median, signInterval } from '../dist/statistics/index.js';

export const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Runs the command line; its stdout. Throws where it fails. Benches are no runs of the user's: the ledger has none of them. */
export function firsttouch(...args) {
  const more = args[0] === 'run' ? ['--no-ledger'] : [];
  return execFileSync(process.execPath, [main, ...args, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const tellPeak = `process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS * 1024))`;

/** Seconds that a command takes, and the peak memory of its process: it says so itself when it leaves. */
export function timeAndPeak(...args) {
  const words = ['--import', `data:text/javascript,${encodeURIComponent(tellPeak)}`, main, ...args];
  const started = performance.now();
  const done = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const seconds = (performance.now() - started) / 1000;
  if (done.status !== 0) throw new Error(`${args.join(' ')} failed: ${done.stderr}`);
  return { seconds, mebibytes: Number(/peak (\d+)/.exec(done.stderr)?.[1]) / 2 ** 20 };
}

/** All records of a run file, the header first. */
export function readRecords(path) {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Nanoseconds spent between clock reads, over all trials of the records. */
export function insideTrialsNs(records) {
  let ns = 0;
  for (const record of records) {
    for (const step of record.steps ?? []) for (const sample of step.samples) ns += sample?.[0] ?? 0;
  }
  return ns;
}

/** Whether `taskset` is there, to pin both commands of a pair to one CPU. */
const pin = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : [];

/** Stdout of a command, pinned where that can be done. */
export function pinned(command, args) {
  const [first, ...rest] = [...pin, command, ...args];
  return execFileSync(first, rest, { encoding: 'utf8' });
}

/** The median paired ratio of two readings taken `pairs` times in random order, with its 99 % interval. */
export function pairedRatio(a, b, pairs) {
  const logs = [];
  for (let pair = 0; pair < pairs; pair++) {
    const aFirst = Math.random() < 0.5;
    const first = aFirst ? a() : b();
    const second = aFirst ? b() : a();
    logs.push(Math.log(aFirst ? first / second : second / first));
  }
  return ratioOf(logs);
}

/** The same of readings that are waited for. */
export async function awaitedRatio(a, b, pairs) {
  const logs = [];
  for (let pair = 0; pair < pairs; pair++) {
    const aFirst = Math.random() < 0.5;
    const first = await (aFirst ? a() : b());
    const second = await (aFirst ? b() : a());
    logs.push(Math.log(aFirst ? first / second : second / first));
  }
  return ratioOf(logs);
}

function ratioOf(logs) {
  const { low, high } = signInterval(logs, 0.01);
  return { ratio: Math.exp(median(logs)), low: Math.exp(low), high: Math.exp(high), pairs: logs.length };
}

export function inWords({ ratio, low, high, pairs }) {
  return `${ratio.toFixed(3)} (99 %: ${low.toFixed(3)}..${high.toFixed(3)}; ${pairs} pairs)`;
}
