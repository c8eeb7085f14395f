/** `claims`: statements put to the test. */
import type { Command } from '@commander-js/extra-typings';
import { allowHelp, directoryHelp, openHelp, reportHelp } from './shared-options.ts';

export function declareClaims(program: Command): void {
  program
    .command('claims')
    .description('what the post and practitioners say about memory, put to the test on this machine')
    .argument('[ids...]', 'claims by id (A14 B13); all that do not take long, when none is named')
    .option('--all', 'also those that take longer (a quarter of an hour at the most)')
    .option('--post', "the post's statements (A) and the defects of its program (K), all of them")
    .option('--budget <time>', 'time to spend at the most: 60s, 5m')
    .option('--seed <number>', 'order of arms and padding (default: random, recorded)')
    .option('--directory <folder>', directoryHelp)
    .option('--allow-system-changes', allowHelp)
    .option('--out <file>', 'the run file to write (default: in ./firsttouch-runs)')
    .option('--report [file]', reportHelp)
    .option('--open', openHelp)
    .option('--format <format>', 'text or json', 'text')
    .addHelpText(
      'after',
      `
A verdict is supported, refuted, unresolved (the evidence is there and does not
decide, or the treatment did not engage) or unavailable (this machine cannot
give the evidence; the reason is named). A statement is taken as it is worded: one
that fails under ordinary conditions is refuted, with the conditions under which
it holds.

Examples:
  firsttouch claims
  firsttouch claims --post
  firsttouch claims A14 B13
  firsttouch claims --all --allow-system-changes
  firsttouch claims --format json > claims.json
  firsttouch explain B13`,
    )
    .action(async (ids, options) => (await import('../commands/claims.ts')).claimsCommand(ids, options));
}
