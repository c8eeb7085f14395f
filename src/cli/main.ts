#!/usr/bin/env node
/** The command line. Declares the commands and loads the one that is asked for: `--help` must be quick. */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { Problem } from '../model/problem.ts';
import { version } from '../model/version.ts';
import { joinOptions } from './parameter-list.ts';
import { reportProblem } from './report-problem.ts';

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

const gateHelp = 'a bound that must hold, repeatable: PHASE of ARM [at SIZE] <= NUMBER x REFERENCE';
const commandGateHelp = 'a bound that must hold, repeatable: METRIC of COMMAND <= NUMBER x REFERENCE';
const gateUnresolvedHelp = 'what a gate that stays unresolved does to the exit code: pass or fail';

/** Commander's message in our form: what is wrong, then what to try. */
function usageProblem(text: string): string {
  const [what = '', ...more] = text.trim().split('\n');
  const told = [what.replace(/^error: /, ''), ...more.map((line) => line.replace(/^\((.*)\)$/, '$1'))];
  return `firsttouch: ${told.join('. ')}\n  try: firsttouch --help, or firsttouch COMMAND --help\n`;
}

const program = new Command('firsttouch')
  .description(
    'A laboratory for Linux that finds out, with evidence, how memory gets into a process and what it costs.',
  )
  .version(version)
  .enablePositionalOptions()
  .configureHelp({ helpWidth: 80 })
  .configureOutput({ outputError: (text, write) => write(usageProblem(text)) })
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  firsttouch              the post's experiment, under a minute
  firsttouch run malloc-vs-mmap --size 4KiB..64MiB:x4
  firsttouch run malloc-vs-mmap --arm malloc --arm jemalloc --arm mmap-thp
  firsttouch compare -- 'gzip -k -c a.log' 'zstd -c a.log'
  firsttouch run ways-in --size 32MiB --format json --out ways.jsonl
  firsttouch show ways.jsonl
  firsttouch list

Exit codes: 0 fine, 1 a gate asked for was not met (--gate), 2 wrong usage,
3 this machine cannot, 130 interrupted.`,
  );

program
  .command('run', { isDefault: true })
  .description('run an experiment and print its findings (post, when none is named)')
  .argument('[experiment]', 'see `firsttouch list`', 'post')
  .option('--size <size>', 'size or range, repeatable: 100MiB, 4KiB..1GiB, 4KiB..1GiB:x4', collect)
  .option(
    '--arm <arm>',
    'STRATEGY[/PATTERN][@ALLOCATOR][;NAME=VALUE], repeatable; the first is the reference. Partial patterns take a fraction: write-fraction:80%',
    collect,
  )
  .option(
    '--design <design>',
    'how the arms meet, repeatable: fresh, in-process, interleaved (default: what suits the arms)',
    collect,
  )
  .option('--preload <lib>', 'an arm malloc@LIB with this library preloaded, repeatable', collect)
  .option('--budget <time>', 'time to spend, about: 30s, 2m')
  .option('--blocks <count>', 'blocks for each size at most')
  .option(
    '--precision <fraction>',
    'stop when the interval of a ratio is this narrow to each side (default: 1%)',
  )
  .option('--equivalence <fraction>', 'ratios within this of 1 are equivalent (default: 3%)')
  .option('--seed <number>', 'order of arms and padding (default: random, recorded)')
  .option('--cpu <cpu>', "pin trials to this CPU, or 'none' (default: the last one allowed)")
  .option('--memory-limit <size>', 'bytes a trial may ask for (default: half of what is available)')
  .option('--no-why', 'leave out the calibration that says why times differ')
  .option('--perf', 'count perf events in timed trials too (costs a little on every fault)')
  .option('--gate <gate>', gateHelp, collect)
  .option('--gate-unresolved <choice>', gateUnresolvedHelp, 'pass')
  .option('--out <file>', 'the run file to write (default: in ./firsttouch-runs)')
  .option('--no-ledger', 'leave the A/A results out of the ledger (see `firsttouch trust`)')
  .option('--resume <file>', 'go on with a run that was broken off')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText(
    'after',
    `
Examples:
  firsttouch run post --size 1GiB --budget 3m
  firsttouch run malloc-vs-mmap --arm malloc --arm 'malloc;thp=never'
  firsttouch run malloc-vs-mmap --arm malloc/read-page --arm brk/read-page
  firsttouch run malloc-vs-mmap --arm malloc \\
    --arm 'malloc;GLIBC_TUNABLES=glibc.malloc.hugetlb=1'
  firsttouch run malloc-vs-mmap --size 1MiB --design fresh --design in-process
  firsttouch run malloc-vs-mmap --size 1MiB \\
    --gate 'first-touch of mmap-private <= 1.02 x malloc'
  firsttouch run --resume firsttouch-runs/post-20261123-101500.jsonl

A gate is PHASE[+PHASE...] of ARM [at SIZE] RELATION NUMBER x REFERENCE, with
the phases allocate, first-touch, second-touch, release, or total for those that
the experiment compares, and <=, <, >= or >. It is held or violated when the
whole interval of the ratio says so; a violated one makes the exit code 1.`,
  )
  .action(async (experiment, options) => (await import('./commands/run.ts')).runCommand(experiment, options));

program
  .command('compare')
  .description('any commands in balanced blocks with a control; or two recorded runs')
  .argument('[commands...]', 'commands, each quoted, after --; or two run files')
  .option('-w, --warmup <count>', 'executions of each command before the ones that count')
  .option('-r, --runs <count>', 'exactly so many blocks (each runs every command once)')
  .option('-m, --min-runs <count>', 'so many blocks at least, whatever the budget')
  .option('-M, --max-runs <count>', 'so many blocks at most (default: 1000)')
  .option('-s, --setup <command>', 'once for each command, before all executions', collect)
  .option('-p, --prepare <command>', 'before every execution; once, or one per command', collect)
  .option('-C, --conclude <command>', 'after every execution; once, or one per command', collect)
  .option('-c, --cleanup <command>', 'once for each command, after all executions', collect)
  .option('-S, --shell <shell>', "shell for the commands, or 'none' (default: where needed)")
  .option('-N, --no-shell', 'the same as --shell none')
  .option('-i, --ignore-failure [codes]', 'go on after exit codes other than 0, or after these')
  .option('--input <file>', "the commands' stdin (default: /dev/null)")
  .option('--output <where>', 'null, inherit, pipe (read, discarded) or a file (default: null)')
  .option('--check-output', 'say whether the commands print the same')
  .option('-n, --command-name <name>', 'names in the order of the commands, repeatable', collect)
  .option('-L, --parameter-list <var values>', 'VAR a,b,c: {VAR} in commands, repeatable', collect)
  .option('--export <file>', "every execution as JSON in hyperfine's format")
  .option('--budget <time>', 'time to spend, about: 30s, 2m (default: 30s)')
  .option('--precision <fraction>', 'stop when a ratio is known this well (default: 1%)')
  .option('--equivalence <fraction>', 'ratios within this of 1 are equivalent (default: 3%)')
  .option('--seed <number>', 'order and padding (default: random, recorded)')
  .option('--cpu <cpu>', "pin the commands to this CPU (default: 'none')")
  .option('--gate <gate>', commandGateHelp, collect)
  .option('--gate-unresolved <choice>', gateUnresolvedHelp, 'pass')
  .option('--out <file>', 'the run file to write (default: in ./firsttouch-runs)')
  .option('--no-ledger', 'leave the A/A result out of the ledger (see `firsttouch trust`)')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText(
    'after',
    `
The first command is the reference. Commands take turns, so their set-ups stand
side by side: what one must find undone by the other belongs in --prepare.

Examples:
  firsttouch compare -- 'sort a.txt' 'sort -u a.txt'
  firsttouch compare -w 1 -p 'sync' -- './old' './new'
  firsttouch compare -L n 1,2,4 -- 'sort --parallel={n} a.txt'
  firsttouch compare --export times.json --check-output -- './old' './new'
  firsttouch compare -n A -n B --gate 'wall of B <= 1.02 x A' -- './old' './new'
  firsttouch compare before.jsonl after.jsonl

A gate is METRIC of COMMAND RELATION NUMBER x REFERENCE with the metrics wall,
cpu (user and system), minor-faults and peak-memory; a command is named as it is
printed (-n), or by its whole line. It is held or violated when the whole
interval of the ratio says so (of peak memory: the whole range over the witness
trials, which has no error rate); a violated one makes the exit code 1.`,
  )
  .action(async (words, options) =>
    (await import('./commands/compare.ts')).compareCommand(words, process.argv.includes('--'), options),
  );

program
  .command('layout')
  .description(
    'the address space of a process or a command as a picture: every region, every gap, what is resident',
  )
  .argument('[process...]', 'the number of a process; or, after --, a command and its arguments')
  .option('--at <point>', 'hold the command at exec, main, exit or after a time: 500ms, 2s (default: exit)')
  .option('--aslr', 'the same command without and with address-space randomisation, side by side')
  .option(
    '--executions <count>',
    'with --aslr: run it so often, and say how many bits of each region are random',
  )
  .option('--all', 'a line for each VMA, however many there are')
  .option('--regions', 'a table of all VMAs, with the rule that classified each')
  .option('--svg <file>', 'draw it into this SVG file too')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText(
    'after',
    `
High addresses are on top. A box is filled as far as its memory is resident, and
hatched where other processes have the same pages; a gap is a break with its size
and its reason. A ? marks what has the marks of a thing without proof.

A command is held while it is read: at its exec, where its loader hands over to it
(main), just before it exits with its memory still whole (exit), or after a time.
At exit it then goes on to its end; elsewhere it is ended. What it prints on stdout
goes to stderr.

Examples:
  firsttouch layout 1234
  firsttouch layout self
  firsttouch layout $(pgrep -n node) --svg node.svg
  firsttouch layout -- node -e 0
  firsttouch layout --at 2s --regions -- ./server
  firsttouch layout --aslr --svg aslr.svg -- /bin/true
  firsttouch layout --aslr --executions 2000 -- /bin/true`,
  )
  .action(async (words, options) =>
    (await import('./commands/layout.ts')).layoutCommand(words, process.argv.includes('--'), options),
  );

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
  .option('--callers', 'the stack of each call, by strace -k: malloc, libc, the loader or the program (slow)')
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
  .action(async (words, options) => (await import('./commands/trace.ts')).traceCommand(words, options));

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
  .action(async (file, options) => (await import('./commands/trace.ts')).traceShowCommand(file, options));

program
  .command('list')
  .description('experiments, strategies, touch patterns and allocators; what this machine cannot do, and why')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText('after', '\nExamples:\n  firsttouch list\n  firsttouch list --format json')
  .action(async (options) => (await import('./commands/list.ts')).listCommand(options));

program
  .command('machine')
  .description('everything that a run records about this machine')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText('after', '\nExamples:\n  firsttouch machine\n  firsttouch machine --format json')
  .action(async (options) => (await import('./commands/machine.ts')).machineCommand(options));

program
  .command('show')
  .description('the findings of a recorded run, computed anew from its file')
  .argument('<run>', 'a run file')
  .option('--gate <gate>', gateHelp, collect)
  .option('--gate-unresolved <choice>', gateUnresolvedHelp, 'pass')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText(
    'after',
    `
Examples:
  firsttouch show run.jsonl
  firsttouch show run.jsonl --format json
  firsttouch show run.jsonl --gate 'total of calloc at 1MiB <= 110 % of malloc'
  firsttouch show commands.jsonl --gate 'wall of B <= 1.02 x A'`,
  )
  .action(async (run, options) => (await import('./commands/show.ts')).showCommand(run, options));

program
  .command('trust')
  .description('how often the runs on this machine told identical arms apart, against what was promised')
  .option('--format <format>', 'text or json', 'text')
  .addHelpText('after', '\nExamples:\n  firsttouch trust\n  firsttouch trust --format json')
  .action(async (options) => (await import('./commands/trust.ts')).trustCommand(options));

program
  .command('schema')
  .description('the JSON Schema of what --format json prints, or of the lines of a trace file')
  .argument('[document]', 'findings, trace or trace-file', 'findings')
  .addHelpText('after', '\nExample:\n  firsttouch schema > findings.schema.json')
  .action(async (document) => (await import('./commands/schema.ts')).schemaCommand(document));

/** What `compare` takes in hyperfine's spelling, in commander's. */
function argumentsOf([node = '', script = '', ...words]: readonly string[]): string[] {
  return [node, script, ...(words[0] === 'compare' ? joinOptions(words) : words)];
}

/** Commander has printed its message by then. A reader who closes the pipe early is no error. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Problem)) throw error;
  reportProblem(error);
  return error.exitCode;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync(argumentsOf(process.argv));
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
