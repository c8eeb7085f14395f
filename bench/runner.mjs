// The runner: how much of a run is spent inside trials, how many small trials it makes, and when the answer stands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firsttouch, insideTrialsNs, readRecords } from './measure.mjs';

function run(folder, name, ...args) {
  const path = join(folder, `${name}.jsonl`);
  const started = performance.now();
  firsttouch('run', ...args, '--out', path);
  return { records: readRecords(path), wallMs: performance.now() - started };
}

function insideTrials(folder) {
  const { records, wallMs } = run(folder, 'large', 'malloc-vs-mmap', '--size', '100MiB', '--blocks', '60');
  const share = insideTrialsNs(records) / 1e6 / wallMs;
  return {
    what: 'share of a 100 MiB run inside trials (between clock reads), from start to exit of the command',
    target: '>= 75 %',
    result: `${(share * 100).toFixed(1)} % of ${(wallMs / 1000).toFixed(1)} s`,
    met: share >= 0.75,
  };
}

function smallTrials(folder) {
  // One arm and its control: nothing to decide, so every block is run.
  const args = [
    'malloc-vs-mmap',
    '--size',
    '4KiB',
    '--arm',
    'mmap-private',
    '--blocks',
    '1500',
    '--design',
    'fresh',
  ];
  const { records } = run(folder, 'small', ...args);
  const trials = records.filter((record) => record.kind === 'trial' && record.role === 'timed');
  const seconds = (trials.at(-1).atMs - trials[0].atMs) / 1000;
  return {
    what: 'fresh-process trials a second at 4 KiB',
    target: '>= 400',
    result: `${Math.round(trials.length / seconds)} (${trials.length} trials)`,
    met: trials.length / seconds >= 400,
  };
}

function timeToVerdict(folder) {
  const { records, wallMs } = run(folder, 'post', 'post');
  const controlled = records[0].plan.stages.findIndex((stage) => stage.name === 'controlled');
  const last = records.filter((record) => record.kind === 'trial' && record.stage === controlled).at(-1);
  const document = JSON.parse(firsttouch('show', join(folder, 'post.jsonl'), '--format', 'json'));
  const { verdict, n } = document.findings.find((finding) => finding.kind === 'comparison');
  const pausesMs = 12_000;
  const inside = insideTrialsNs(records) / 1e6 / (wallMs - pausesMs);
  return [
    {
      what: 'share of the default run (`post`) inside trials, its four deliberate pauses of 3 s apart',
      target: '>= 75 %',
      result: `${(inside * 100).toFixed(1)} % of ${((wallMs - pausesMs) / 1000).toFixed(1)} s`,
      met: inside >= 0.75,
    },
    {
      what: 'seconds from the start of the default run until the controlled comparison ended',
      target: '<= 30',
      result: `${(last.atMs / 1000).toFixed(1)} (${verdict} after ${n} blocks)`,
      met: last.atMs <= 30_000 && verdict !== 'unresolved',
    },
    {
      what: 'seconds of the whole default run',
      target: '< 60',
      result: (wallMs / 1000).toFixed(1),
      met: wallMs < 60_000,
    },
  ];
}

export function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    return [insideTrials(folder), smallTrials(folder), ...timeToVerdict(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
