#!/usr/bin/env node
/** The command line. Declares the commands and loads the one that is asked for: `--help` must be quick. */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { Problem } from '../model/problem.ts';
import { version } from '../model/version.ts';
import { declareCommands } from './declare/index.ts';
import { joinOptions } from './parameter-list.ts';
import { reportProblem } from './report-problem.ts';

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
  firsttouch layout -- node -e 0
  firsttouch trace --faults -- ./my-program
  firsttouch list

Exit codes: 0 fine, 1 a gate asked for was not met (--gate), 2 wrong usage,
3 this machine cannot, 130 interrupted.`,
  );

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
  await declareCommands(program, process.argv[2]);
  await program.parseAsync(argumentsOf(process.argv));
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
