/** From what `trace` was asked to a plan: who observes, at what price, and where the record goes. */
import { cpus } from 'node:os';
import { readCpuinfo, readKernel, readMeminfo } from '../../machine/index.ts';
import type { ProbeDescription, RecordingDescription } from '../../model/probe.ts';
import { Problem } from '../../model/problem.ts';
import { mapReading, measured, measuredValue, type Reading, unavailable } from '../../model/reading.ts';
import { type CallSource, callSources, type TraceHeader, traceFormatVersion } from '../../model/trace.ts';
import { version } from '../../model/version.ts';
import { chooseSource, priceOf, readStrace, type StraceFeatures, type TracePlan } from '../../trace/index.ts';
import { parseCount } from '../parse-quantity.ts';
import { parseSizes } from '../parse-size.ts';
import { runFilePath } from '../run-file-path.ts';
import { suggest } from '../suggest.ts';

export type TraceOptions = {
  readonly faults?: boolean;
  readonly callers?: boolean;
  readonly source?: string;
  readonly sampleRate: string;
  readonly buffer?: string;
  readonly out?: string;
};

const highestRate = 1000;
const largestBufferBytes = 2 ** 30;

function parseSource(text: string | undefined): CallSource | undefined {
  if (text === undefined) return undefined;
  const source = callSources.find((one) => one === text);
  if (source) return source;
  throw new Problem(
    'unknown-source',
    `there is no source '${text}'.${suggest(text, callSources)}`,
    `write --source ${callSources.join(' or --source ')}`,
  );
}

function parseBuffer(text: string | undefined, pageSizeBytes: number): number | undefined {
  if (text === undefined) return undefined;
  const [bytes = 0, ...more] = parseSizes([text], pageSizeBytes).sizesBytes;
  if (more.length === 0 && bytes >= pageSizeBytes && bytes <= largestBufferBytes) return bytes;
  throw new Problem(
    'bad-buffer',
    `--buffer '${text}' is not one size from a page to 1 GiB`,
    'write for example --buffer 16MiB; each CPU has one of this size',
  );
}

/** A probe that is asked now says it; only recorded descriptions may lack it. */
function recordingOf({ recording }: ProbeDescription): RecordingDescription {
  if (!recording) throw new Error('the probe does not say what it can record');
  return recording;
}

function requireFaults(wanted: boolean, description: ProbeDescription): void {
  const { faults } = recordingOf(description);
  if (!wanted || faults === null) return;
  throw new Problem(
    'faults-unavailable',
    `page faults cannot be recorded here: ${faults}`,
    'leave out --faults; or allow it: sudo sysctl kernel.perf_event_paranoid=2, or the capability CAP_PERFMON',
    3,
  );
}

function stacksOf(strace: Reading<StraceFeatures>): Reading<true> {
  if (strace.state === 'unavailable') return strace;
  return strace.value.stackTraces === null
    ? unavailable('this strace was built without stack traces (-k)')
    : measured(true);
}

function headerOf(words: readonly string[], startedAt: string, pageSizeBytes: number): TracePlan['header'] {
  const machine: TraceHeader['machine'] = {
    kernel: readKernel().release,
    processor: readCpuinfo().modelName,
    architecture: process.arch,
    cpus: cpus().length,
    pageSizeBytes,
    memoryBytes: readMeminfo().totalBytes,
  };
  return { kind: 'trace', formatVersion: traceFormatVersion, version, startedAt, command: words, machine };
}

/** Throws a Problem for what is not understood (exit code 2) or cannot be had on this machine (3). */
export function planTrace(
  words: readonly string[],
  options: TraceOptions,
  description: ProbeDescription,
): TracePlan {
  const { faults = false, callers = false } = options;
  const source = parseSource(options.source);
  const bufferBytes = parseBuffer(options.buffer, description.pageSizeBytes);
  const samplesPerSecond = parseCount('--sample-rate', options.sampleRate, 0, highestRate);
  requireFaults(faults, description);
  const { calls: tracepoints } = recordingOf(description);
  const strace = readStrace();
  const choice = chooseSource(
    { callers, faults, ...(source === undefined ? {} : { source }) },
    {
      tracepoints: tracepoints === null ? measured(true) : unavailable(tracepoints),
      strace: mapReading(strace, () => true),
      stacks: stacksOf(strace),
    },
  );
  const startedAt = new Date().toISOString();
  return {
    header: headerOf(words, startedAt, description.pageSizeBytes),
    settings: {
      ...choice,
      price: priceOf(choice.source, callers, measuredValue(strace)),
      callers,
      faults,
      samplesPerSecond,
    },
    path: options.out ?? runFilePath('trace', startedAt),
    ...(bufferBytes === undefined ? {} : { bufferBytes }),
    ...(choice.source === 'strace' && strace.state === 'measured' ? { strace: strace.value } : {}),
  };
}
