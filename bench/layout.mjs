// `firsttouch layout` of a process of ordinary size against node's own start, and of one with nearly as many VMAs as there may be.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, signInterval } from '../dist/statistics/index.js';
import { main, timeAndPeak } from './measure.mjs';

const pairs = 40;
/** vm.max_map_count is 65,530 unless it was raised. */
const manyMappings = 60_000;

async function startWith(program, mappings) {
  const child = spawn(program, [String(mappings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

function timed(args) {
  const started = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - started;
}

/** Milliseconds that `layout` takes more than node alone, pair by pair. */
function overNode(pid) {
  const differences = [];
  timed([main, 'layout', String(pid)]);
  for (let pair = 0; pair < pairs; pair++) {
    const layoutFirst = Math.random() < 0.5;
    const first = timed(layoutFirst ? [main, 'layout', String(pid)] : ['-e', '0']);
    const second = timed(layoutFirst ? ['-e', '0'] : [main, 'layout', String(pid)]);
    differences.push(layoutFirst ? first - second : second - first);
  }
  const { low, high } = signInterval(differences, 0.01);
  return { ms: median(differences), low, high };
}

function largeRow(pid, what, ...options) {
  const { seconds, mebibytes } = timeAndPeak('layout', String(pid), ...options);
  return {
    what: `\`layout\` of a process with ${manyMappings} VMAs, ${what}`,
    target: '< 2 s, < 300 MiB',
    result: `${seconds.toFixed(2)} s, ${mebibytes.toFixed(0)} MiB`,
    met: seconds < 2 && mebibytes < 300,
  };
}

async function measureWith(program) {
  const small = await startWith(program, 80);
  const many = await startWith(program, manyMappings);
  try {
    const vmas = readFileSync(`/proc/${small.pid}/maps`, 'utf8').trimEnd().split('\n').length;
    const { ms, low, high } = overNode(small.pid);
    return [
      {
        what: `\`layout\` of a process with ${vmas} VMAs: milliseconds over \`node -e 0\``,
        target: '< 60',
        result: `${ms.toFixed(1)} (99 %: ${low.toFixed(1)}..${high.toFixed(1)}; ${pairs} pairs)`,
        met: ms < 60,
      },
      largeRow(many.pid, 'drawn'),
      largeRow(many.pid, 'as JSON', '--format', 'json'),
    ];
  } finally {
    small.kill();
    many.kill();
  }
}

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  const program = join(folder, 'many-mappings');
  const source = fileURLToPath(new URL('many-mappings.c', import.meta.url));
  try {
    execFileSync(process.env.CC || 'cc', ['-O1', '-o', program, source]);
    return await measureWith(program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
