/** `run`: the experiments. */
import type { Command } from '@commander-js/extra-typings';
import {
  allowHelp,
  collect,
  directoryHelp,
  gateHelp,
  gateUnresolvedHelp,
  openHelp,
  reportHelp,
} from './shared-options.ts';

export function declareRun(program: Command): void {
  program
    .command('run', { isDefault: true })
    .description('run an experiment and print its findings (post with a report, when none is named)')
    .argument('[experiment]', 'see `firsttouch list`')
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
    .option('--directory <folder>', directoryHelp)
    .option('--allow-system-changes', allowHelp)
    .option('--gate <gate>', gateHelp, collect)
    .option('--gate-unresolved <choice>', gateUnresolvedHelp, 'pass')
    .option('--out <file>', 'the run file to write (default: in ./firsttouch-runs)')
    .option('--no-ledger', 'leave the A/A results out of the ledger (see `firsttouch trust`)')
    .option('--resume <file>', 'go on with a run that was broken off')
    .option('--report [file]', reportHelp)
    .option('--no-report', 'no page (one is written where no experiment is named)')
    .option('--open', openHelp)
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
    .action(async (experiment, options) =>
      (await import('../commands/run.ts')).runCommand(experiment, options),
    );
}
