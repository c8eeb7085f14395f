/** `show`: a recorded run. */
import type { Command } from '@commander-js/extra-typings';
import { collect, gateHelp, gateUnresolvedHelp } from './shared-options.ts';

export function declareShow(program: Command): void {
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
    .action(async (run, options) => (await import('../commands/show.ts')).showCommand(run, options));
}
