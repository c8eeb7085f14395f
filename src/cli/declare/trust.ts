/** `trust`: the ledger. */
import type { Command } from '@commander-js/extra-typings';

export function declareTrust(program: Command): void {
  program
    .command('trust')
    .description('how often the runs on this machine told identical arms apart, against what was promised')
    .option('--format <format>', 'text or json', 'text')
    .addHelpText('after', '\nExamples:\n  firsttouch trust\n  firsttouch trust --format json')
    .action(async (options) => (await import('../commands/trust.ts')).trustCommand(options));
}
