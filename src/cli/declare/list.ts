/** `list`: what there is. */
import type { Command } from '@commander-js/extra-typings';

export function declareList(program: Command): void {
  program
    .command('list')
    .description(
      'experiments, strategies, touch patterns and allocators; what this machine cannot do, and why',
    )
    .option('--format <format>', 'text or json', 'text')
    .addHelpText('after', '\nExamples:\n  firsttouch list\n  firsttouch list --format json')
    .action(async (options) => (await import('../commands/list.ts')).listCommand(options));
}
