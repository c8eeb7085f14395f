/** `compare`: any commands, or two recorded runs. */
import type { Command } from '@commander-js/extra-typings';
import { collect, commandGateHelp, gateUnresolvedHelp, openHelp, reportHelp } from './shared-options.ts';

export function declareCompare(program: Command): void {
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
    .option('--report [file]', reportHelp)
    .option('--open', openHelp)
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
      (await import('../commands/compare.ts')).compareCommand(words, process.argv.includes('--'), options),
    );
}
