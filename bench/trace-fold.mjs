// Folding traces: 1,000,000 calls over 60,000 live mappings, and 1,000,000 faults; time and peak memory of fresh processes.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const count = 1_000_000;
const live = 60_000;
const page = 4096;
const base = 0x7000_0000_0000;
const pid = 100;

const header = {
  kind: 'trace',
  formatVersion: 1,
  version: '0.1.0',
  startedAt: '2026-11-23T10:00:00.000Z',
  command: ['made', 'up'],
  settings: {
    source: 'tracepoints',
    sourceReason: 'made up',
    price: 'none',
    callers: false,
    faults: true,
    kernelFaults: true,
    bufferBytes: 0,
    samplesPerSecond: 0,
  },
  machine: {
    kernel: { state: 'unavailable', reason: 'made up' },
    processor: { state: 'unavailable', reason: 'made up' },
    architecture: 'x64',
    cpus: 1,
    pageSizeBytes: page,
    memoryBytes: { state: 'unavailable', reason: 'made up' },
  },
};

/** Writes the header and what `next` gives until it gives undefined. */
function writeTrace(path, next) {
  const fd = openSync(path, 'w');
  let lines = [JSON.stringify(header)];
  for (let record = next(); record !== undefined; record = next()) {
    lines.push(JSON.stringify(record));
    if (lines.length >= 4096) {
      writeSync(fd, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  writeSync(fd, `${lines.join('\n')}\n`);
  closeSync(fd);
  return path;
}

/** mmap until 60,000 are there, then one leaves for each that comes, far from it in the address space. */
function calls() {
  let at = 0;
  return () => {
    if (at >= count) return undefined;
    const grows = at < live || at % 2 === 1;
    const turn = at < live ? at : (at - live) >> 1;
    const slot = (turn * 7919) % live;
    const start = base + slot * 4 * page;
    const usual = { kind: 'call', atNs: at++ * 1000, pid, tid: pid, durationNs: 500 };
    return grows
      ? { ...usual, name: 'mmap', arguments: [0, 2 * page, 3, 0x22, -1, 0], result: start }
      : { ...usual, name: 'munmap', arguments: [start, 2 * page], result: 0 };
  };
}

/** Records of 512 faults over 4 GiB, taken at 64 places. */
function faults() {
  let at = 0;
  const pointers = Array.from({ length: 64 }, (_, index) => 0x400000 + index * 16);
  return () => {
    if (at === 0) {
      at = 1;
      const mapping = { kind: 'mapping', atNs: 0, pid, tid: pid, offsetBytes: 0, permissions: 'rw-p' };
      return { ...mapping, start: base, lengthBytes: 2 ** 32, path: '//anon' };
    }
    if (at > count) return undefined;
    const list = Array.from({ length: Math.min(512, count + 1 - at) }, (_, index) => at + index);
    const addresses = list.map((one) => base + ((one * 7919) % 2 ** 20) * page);
    const record = {
      kind: 'faults',
      atNs: at * 1000,
      times: list.map((_, index) => (index === 0 ? 0 : 1000)),
      addresses: addresses.map((one, index) => one - (index === 0 ? 0 : addresses[index - 1])),
      pointers,
      pointer: list.map((one) => one % 64),
      threads: [[pid, pid]],
    };
    at += list.length;
    return record;
  };
}

const program = `
const { replayFile } = await import(process.argv[1] + '/trace/index.js');
const { readFileSync } = await import('node:fs');
const started = performance.now();
const view = replayFile(process.argv[2]);
const peakKib = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
const seen = { calls: view.calls.reduce((sum, one) => sum + one.count, 0), faults: view.faults.minorFaults };
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, peakKib, ...seen }));`;

function fold(path) {
  const dist = new URL('../dist', import.meta.url).pathname;
  const words = ['--input-type=module', '-e', program, dist, path];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
}

/** Rows of time and memory for one made-up trace. */
function rowsFor(what, path) {
  const { seconds, peakKib } = fold(path);
  const megabytes = Math.round(statSync(path).size / 1e6);
  return [
    {
      what: `seconds to fold a trace of ${what} (${megabytes} MB)`,
      target: '< 10',
      result: seconds.toFixed(2),
      met: seconds < 10,
    },
    {
      what: 'peak resident memory of that, MiB (VmHWM)',
      target: '< 400',
      result: String(Math.round(peakKib / 1024)),
      met: peakKib < 400 * 1024,
    },
  ];
}

export function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    return [
      ...rowsFor(
        `${count} calls over ${live} live mappings`,
        writeTrace(join(folder, 'calls.jsonl'), calls()),
      ),
      ...rowsFor(`${count} page faults`, writeTrace(join(folder, 'faults.jsonl'), faults())),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
