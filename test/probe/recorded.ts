/** What the tests of the recorder share: C programs compiled for them, recordings in this process, and recorders by hand. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { TestContext } from 'vitest';
import type { BeginRecord, FaultsRecord, TraceEndRecord, TraceRecord } from '../../src/model/trace.ts';
import type { BuiltProbe } from '../../src/probe/build.ts';
import { type RecordingOptions, type RecordingRequest, startRecording } from '../../src/probe/record.ts';
import type { Ended } from '../../src/probe/record-protocol.ts';

/** Compiles a program of one file; its path. */
export function compileProgram(folder: string, name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(`${path}.c`, source);
  execFileSync(process.env.CC || 'cc', [
    '-O1',
    '-fno-builtin',
    '-D_GNU_SOURCE',
    '-pthread',
    '-o',
    path,
    `${path}.c`,
  ]);
  return path;
}

export type Recorded = {
  readonly records: readonly TraceRecord[];
  readonly begin: BeginRecord;
  readonly end: TraceEndRecord;
  readonly ended: Ended;
};

export function readTrace(path: string): readonly TraceRecord[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as TraceRecord);
}

let traces = 0;

export function traceIn(folder: string): string {
  return join(folder, `trace-${traces++}.jsonl`);
}

function whole(path: string, ended: Ended): Recorded {
  const records = readTrace(path);
  const [begin] = records;
  const end = records.at(-1);
  if (begin?.kind !== 'begin' || end?.kind !== 'end') throw new Error('the trace is not whole');
  return { records, begin, end, ended };
}

/** Records a command that prints nothing, with faults and mappings unless asked otherwise. */
export async function record(
  built: BuiltProbe,
  folder: string,
  command: readonly string[],
  parts: Partial<RecordingRequest> & RecordingOptions = {},
): Promise<Recorded> {
  const { onReady, onStraceChunk, ...request } = parts;
  const path = traceIn(folder);
  const file = openSync(path, 'a');
  const options = { ...(onReady ? { onReady } : {}), ...(onStraceChunk ? { onStraceChunk } : {}) };
  try {
    const all = { faults: true, calls: false, mappings: true, ...request, command };
    return whole(path, await startRecording(built, all, file, options).ended);
  } finally {
    closeSync(file);
  }
}

export type Fault = { readonly address: number; readonly pid: number; readonly tid: number; major: boolean };

/** The faults of all batches, one by one. */
export function faultsOf(records: readonly TraceRecord[]): Fault[] {
  return records.filter((one): one is FaultsRecord => one.kind === 'faults').flatMap(faultsOfBatch);
}

function faultsOfBatch(batch: FaultsRecord): Fault[] {
  let address = 0;
  return batch.addresses.map((step, i) => {
    address += step;
    const [pid, tid] = batch.threads[batch.thread?.[i] ?? 0] ?? [0, 0];
    return { address, pid, tid, major: batch.major?.includes(i) ?? false };
  });
}

export type ByHand = {
  readonly child: ChildProcess;
  readonly control: Duplex;
  readonly path: string;
  /** What it printed: of the command, since the recorder prints nothing. */
  readonly output: Promise<string>;
  readonly errors: Promise<string>;
  readonly code: Promise<number | null>;
  /** The first message with this member; undefined where the recorder ended without one. */
  message(name: string): Promise<unknown>;
};

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

/** A recorder without this version's TypeScript: its command has pipes, and a process group of its own. */
export function recordByHand(
  built: BuiltProbe,
  folder: string,
  command: readonly string[],
  settings: object = {},
  prefix: readonly string[] = [],
): ByHand {
  const path = traceIn(folder);
  const file = openSync(path, 'a');
  const request = JSON.stringify({ faults: true, mappings: true, ...settings });
  const [first = '', ...rest] = [...prefix, built.path, '--record', request, ...command];
  const child = spawn(first, rest, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', file, 'pipe', 'ignore'],
    env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' },
  });
  closeSync(file);
  const control = (child.stdio as unknown as Duplex[])[4] as Duplex;
  control.on('error', () => undefined);
  const said = textOf(control).catch(() => '');
  let text = '';
  control.on('data', (chunk) => {
    text += String(chunk);
    if (String(chunk).includes('"ready"')) control.write('go\n');
  });
  const find = (name: string): unknown => {
    const line = text.split('\n').find((one) => one.startsWith(`{"${name}":`) && one.endsWith('}'));
    return line === undefined ? undefined : (JSON.parse(line) as Record<string, unknown>)[name];
  };
  return {
    child,
    control,
    path,
    output: textOf(child.stdout),
    errors: textOf(child.stderr),
    code: new Promise((resolve) => child.on('close', (code) => resolve(code))),
    message: (name) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = find(name);
          if (found !== undefined) resolve(found);
        };
        control.on('data', look);
        look();
        said.then(
          () => resolve(find(name)),
          () => resolve(undefined),
        );
      }),
  };
}

export function skipUnlessRoot(ctx: TestContext): void {
  if (process.geteuid?.() !== 0) ctx.skip('only root may become another user or mount tracefs');
}

/** What makes a command run where tracefs is mounted: nothing, or a mount namespace of its own that leaves nothing behind. */
export function tracefsPrefix(ctx: TestContext): readonly string[] {
  if (existsSync('/sys/kernel/tracing/events/raw_syscalls')) return [];
  skipUnlessRoot(ctx);
  const prefix = [
    'unshare',
    '--mount',
    'sh',
    '-c',
    'mount -t tracefs tracefs /sys/kernel/tracing && exec "$@"',
    'sh',
  ];
  const [first, ...rest] = [...prefix, 'test', '-e', '/sys/kernel/tracing/events/raw_syscalls'];
  if (spawnSync(first, rest).status !== 0)
    ctx.skip('tracefs cannot be mounted here, not even in a namespace');
  return prefix;
}

export const unprivileged = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
