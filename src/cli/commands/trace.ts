/** `firsttouch trace -- COMMAND`: who asked for memory, and what touched it first; `trace show FILE` says it again. */
import { constants } from 'node:os';
import { buildProbe, describeProbe, type Ended } from '../../probe/index.ts';
import { recordTrace, replayFile, viewNewTrace } from '../../trace/index.ts';
import { makeFolderOf } from '../make-folder.ts';
import { planTrace, type TraceOptions } from '../trace/plan-trace.ts';
import { printTrace, requireTraceFormat, writeRaster } from '../trace/print-trace.ts';

export type TraceViewOptions = { readonly format: string; readonly svg?: string };

/** Signals that leave a core file: an exit code says them, so that this process leaves none. Source: signal(7). */
const leaveCores = 'SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGSEGV SIGXCPU SIGXFSZ SIGSYS'.split(' ');
/** Nor are those taken that do not end this program: node.js opens its debugger, or goes on. */
const takenOtherwise = ['SIGUSR1', 'SIGPIPE'];

/** SIGRTMIN of glibc and musl differ by one: the name counts from glibc's. */
const firstRealTimeSignal = 34;

function numberOf(signal: string): number {
  const known = constants.signals[signal as NodeJS.Signals];
  return known ?? firstRealTimeSignal + Number(/^SIGRTMIN\+(-?\d+)$/.exec(signal)?.[1] ?? 0);
}

/** We end as the command ended. */
function endAs({ exitCode, signal }: Ended): void {
  if (signal === null) {
    process.exitCode = exitCode ?? 0;
    return;
  }
  process.exitCode = 128 + numberOf(signal);
  if (![...leaveCores, ...takenOtherwise].includes(signal)) process.kill(process.pid, numberOf(signal));
}

/** Records, prints on stderr (text) or stdout (other formats), and ends as the command ended. */
export async function traceCommand(
  words: readonly string[],
  options: TraceOptions & TraceViewOptions,
): Promise<void> {
  requireTraceFormat(options.format);
  const built = buildProbe();
  const plan = planTrace(words, options, describeProbe(built));
  makeFolderOf(plan.path, 'trace file');
  const ended = await recordTrace(plan, built);
  const view = viewNewTrace(plan.path);
  if (options.svg !== undefined) await writeRaster(view, options.svg);
  const isText = options.format === 'text';
  // What the command printed last may have no newline.
  if (isText) process.stderr.write('\n');
  printTrace(view, plan.path, options.format, isText ? process.stderr : process.stdout);
  endAs(ended);
}

export async function traceShowCommand(file: string, options: TraceViewOptions): Promise<void> {
  requireTraceFormat(options.format);
  const view = replayFile(file);
  if (options.svg !== undefined) await writeRaster(view, options.svg);
  printTrace(view, file, options.format, process.stdout);
}
