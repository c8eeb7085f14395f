/** `machine`: what a run records about it. */
import type { Command } from '@commander-js/extra-typings';

export function declareMachine(program: Command): void {
  program
    .command('machine')
    .description('everything that a run records about this machine')
    .option('--format <format>', 'text or json', 'text')
    .addHelpText('after', '\nExamples:\n  firsttouch machine\n  firsttouch machine --format json')
    .action(async (options) => (await import('../commands/machine.ts')).machineCommand(options));
}
