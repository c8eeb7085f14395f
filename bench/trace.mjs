// What recording costs a command: page faults, memory calls from tracepoints, and a command that makes no memory call.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProbe, describeProbe, startRecording } from '../dist/probe/index.js';
import { awaitedRatio, inWords } from './measure.mjs';

const nothing = { faults: false, calls: false, mappings: false };

function compile(folder, name) {
  const program = join(folder, name);
  const source = fileURLToPath(new URL(`trace-${name}.c`, import.meta.url));
  execFileSync(process.env.CC || 'cc', ['-O1', '-D_GNU_SOURCE', '-o', program, source]);
  return program;
}

/** The last record of a recording: from the launch to the end of the command, with what was recorded meanwhile. */
async function recorded(built, folder, observed, command) {
  const path = join(folder, 'trace.jsonl');
  const file = openSync(path, 'w');
  closeSync(file);
  const appending = openSync(path, 'a');
  try {
    await startRecording(built, { ...observed, command }, appending).ended;
    return JSON.parse(readFileSync(path, 'utf8').trimEnd().split('\n').at(-1));
  } finally {
    closeSync(appending);
  }
}

/** Pairs a command under observation with the same one launched by the same recorder without any event. */
async function price(built, folder, observed, command, pairs) {
  let lost = 0;
  let faults = 0;
  const once = async (what) => {
    const end = await recorded(built, folder, what, command);
    lost += end.lostRecords;
    faults = Math.max(faults, end.recordedFaults);
    return end.atNs;
  };
  await once(nothing);
  const ratio = await awaitedRatio(
    () => once(observed),
    () => once(nothing),
    pairs,
  );
  return { ratio, lost, faults };
}

function row(what, target, { ratio, lost }, bound) {
  const met = ratio.ratio <= bound && lost === 0;
  return { what, target, result: `${inWords(ratio)}; ${lost} records lost`, met };
}

export async function measure() {
  const built = buildProbe();
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    const [faults, calls, work] = ['faults', 'calls', 'work'].map((name) => compile(folder, name));
    const { recording } = describeProbe(built);
    const all = { faults: true, calls: recording.calls === null, mappings: true };
    const byFills = await price(
      built,
      folder,
      { ...nothing, faults: true, mappings: true },
      [faults, 'fill'],
      15,
    );
    const byFaults = await price(built, folder, { ...nothing, faults: true, mappings: true }, [faults], 15);
    const rows = [
      row(
        `a program that fills fresh memory, ${byFills.faults} minor faults: recorded / not`,
        '<= 1.35, nothing lost',
        byFills,
        1.35,
      ),
      row(
        `a program that writes a byte of each page, ${byFaults.faults} minor faults: recorded / not`,
        '<= 1.35, nothing lost',
        byFaults,
        1.35,
      ),
      row(
        'a program that makes no memory call, all recorded / not',
        '<= 1.05',
        await price(built, folder, all, [work], 15),
        1.05,
      ),
    ];
    if (recording.calls !== null)
      return [
        ...rows,
        { what: '40,000 memory calls', target: '<= 1.40', result: recording.calls, met: true },
      ];
    const byCalls = { ...nothing, calls: true, mappings: true };
    rows.push(
      row(
        '40,000 memory calls, as many faults and little else: tracepoints and mappings / not',
        '<= 1.40',
        await price(built, folder, byCalls, [calls, 'touch'], 25),
        1.4,
      ),
      row(
        'the same calls without any fault: the dearest case',
        'contrast',
        await price(built, folder, byCalls, [calls], 25),
        Infinity,
      ),
    );
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
