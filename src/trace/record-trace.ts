/** Records one trace: the recorder launches the command; strace's calls and samples of the resident size join its records. */
import type { TraceHeader, TraceSettings } from '../model/trace.ts';
import {
  type BuiltProbe,
  type Ended,
  holdSignals,
  type Launched,
  type Recording,
  type RecordingRequest,
  startRecording,
} from '../probe/index.ts';
import { sampleResidency } from './sampler.ts';
import { type StraceFeatures, StraceParser, straceWords } from './strace/index.ts';
import { TraceFile } from './trace-file.ts';

/** What is known before the kernel has answered. */
export type TracePlan = {
  readonly header: Omit<TraceHeader, 'settings'>;
  readonly settings: Omit<TraceSettings, 'kernelFaults' | 'bufferBytes'>;
  /** Bytes of each CPU's ring buffer asked for; less may be granted. */
  readonly bufferBytes?: number;
  /** Where strace is the source. */
  readonly strace?: StraceFeatures;
  readonly path: string;
};

function requestOf({ header, settings, bufferBytes, strace }: TracePlan): RecordingRequest {
  const { command } = header;
  return {
    command: strace ? straceWords({ command, callers: settings.callers, features: strace }) : command,
    faults: settings.faults,
    calls: settings.source === 'tracepoints',
    // Tracepoints need the right that mappings need, and faults are joined to them.
    mappings: settings.faults || settings.source === 'tracepoints',
    wrapper: strace !== undefined,
    ...(bufferBytes === undefined ? {} : { bufferBytes }),
  };
}

/** strace's lines, which may come before it is known when the trace began. */
class StraceLines {
  readonly #file: TraceFile;
  readonly #early: Buffer[] = [];
  #parser: StraceParser | undefined;

  constructor(file: TraceFile) {
    this.#file = file;
  }

  begin({ realtimeUs }: Launched): void {
    const parser = new StraceParser({ realtimeUs, onRecord: (record) => this.#file.append(record) });
    for (const chunk of this.#early.splice(0)) parser.push(chunk);
    this.#parser = parser;
  }

  push(chunk: Buffer): void {
    if (this.#parser) this.#parser.push(chunk);
    else this.#early.push(chunk);
  }

  end(): void {
    this.#parser?.end();
  }
}

/** Samples until the command has ended. */
async function sampleWhile(recording: Recording, plan: TracePlan, file: TraceFile): Promise<void> {
  const launched = await recording.launched.catch(() => undefined);
  if (!launched || plan.settings.samplesPerSecond === 0) return;
  const over = new AbortController();
  const stop = (): void => over.abort();
  recording.ended.then(stop, stop);
  const beganMs = Date.now() - launched.realtimeUs / 1000;
  const origin = performance.now() - beganMs;
  const slowed = await sampleResidency({
    pid: launched.pid,
    includesPid: plan.strace === undefined,
    samplesPerSecond: plan.settings.samplesPerSecond,
    now: () => Math.round((performance.now() - origin) * 1e6),
    take: (record) => file.append(record),
    signal: over.signal,
  });
  if (slowed > 1)
    file.append({
      kind: 'event',
      atNs: Math.round((performance.now() - origin) * 1e6),
      sentence: `${slowed} times the resident size was read later than asked: one reading took more than 2 % of the time between two`,
    });
}

/** Everything that is written while the command runs. Returns how it ended. */
async function follow(
  recording: Recording,
  plan: TracePlan,
  file: TraceFile,
  lines: StraceLines,
): Promise<Ended> {
  const sampled = sampleWhile(recording, plan, file);
  lines.begin(await recording.launched);
  const ended = await recording.ended;
  await sampled;
  lines.end();
  return ended;
}

/**
 * Runs the command of the plan with our streams and signals, and writes its trace. Returns how it ended, when the file is whole
 * but for the symbols. Throws a Problem: exit code 2 where the command cannot be run, 3 where it cannot be observed; then there
 * is no file. Also 3 where the file could not be written to its end: what was written is kept.
 */
export async function recordTrace(plan: TracePlan, built: BuiltProbe): Promise<Ended> {
  // From before there is a file: a signal that comes until the recorder takes them waits for it, and leaves none behind.
  const release = holdSignals(() => undefined);
  try {
    return await recordInto(new TraceFile(plan.path), plan, built);
  } finally {
    release();
  }
}

async function recordInto(file: TraceFile, plan: TracePlan, built: BuiltProbe): Promise<Ended> {
  const lines = new StraceLines(file);
  try {
    const recording = startRecording(built, requestOf(plan), file.descriptor, {
      onReady: (ready) => file.begin({ ...plan.header, settings: { ...plan.settings, ...ready } }),
      onStraceChunk: (chunk) => lines.push(chunk),
    });
    const ended = await follow(recording, plan, file, lines);
    file.close();
    if (file.problem) throw file.problem;
    return ended;
  } catch (error) {
    file.leave();
    throw error;
  }
}
