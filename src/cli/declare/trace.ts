/** `trace`: memory calls and page faults of any command. */
import type { Command } from '@commander-js/extra-typings';

export function declareTrace(program: Command): void {
  const trace = program
    .command('trace')
    .description('who asks for memory in any command, by which calls; with --faults, what touches it first');

  const traceFormatHelp = 'text, json, or chrome-trace (for ui.perfetto.dev)';
  const rasterHelp = 'draw the page faults, time across and addresses down, into this SVG file';

  trace
    .command('record', { isDefault: true })
    .description('run a command and record it (what `trace` does when nothing else is said)')
    .argument('<command...>', 'the command and its arguments, after --')
    .option('--faults', 'record every page fault: when, where, and by which code')
    .option(
      '--source <source>',
      'who observes the calls: tracepoints, strace or none (default: what the kernel allows)',
    )
    .option(
      '--callers',
      'the stack of each call, by strace -k: malloc, libc, the loader or the program (slow)',
    )
    .option('--sample-rate <count>', 'readings of the resident size a second, 0 for none', '20')
    .option('--buffer <size>', 'the ring buffer of each CPU (default: 8MiB)')
    .option('--out <file>', 'the trace file to write (default: in ./firsttouch-runs)')
    .option('--svg <file>', rasterHelp)
    .option('--format <format>', traceFormatHelp, 'text')
    .passThroughOptions()
    .addHelpText(
      'after',
      `
The command keeps its stdin, stdout, stderr and signals, and firsttouch ends as it
ends. The summary goes to stderr; other formats go to stdout after the command's own
output (trace show FILE gives them alone). Tracepoints need root or CAP_PERFMON
and cost little; strace needs no right and is slow where calls are frequent.
--faults needs kernel.perf_event_paranoid at 2 or less.

Examples:
  firsttouch trace -- ./my-program arg
  firsttouch trace --faults --svg faults.svg -- node server.js
  firsttouch trace --callers -- ls
  firsttouch trace show trace.jsonl --format chrome-trace > trace.json`,
    )
    .action(async (words, options) => (await import('../commands/trace.ts')).traceCommand(words, options));

  trace
    .command('show')
    .description('a recorded trace, derived anew from its file')
    .argument('<file>', 'a trace file')
    .option('--svg <file>', rasterHelp)
    .option('--format <format>', traceFormatHelp, 'text')
    .addHelpText(
      'after',
      '\nExamples:\n  firsttouch trace show trace.jsonl\n  firsttouch trace show trace.jsonl --svg faults.svg',
    )
    .action(async (file, options) => (await import('../commands/trace.ts')).traceShowCommand(file, options));
}
