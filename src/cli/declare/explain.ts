/** `explain`: one claim in full. */
import type { Command } from '@commander-js/extra-typings';
import { allowHelp, directoryHelp } from './shared-options.ts';

export function declareExplain(program: Command): void {
  program
    .command('explain')
    .description('the full reasoning behind one claim: prediction, measurement, mechanism, caveats, sources')
    .argument('<id>', 'a claim by its id (A14)')
    .argument('[run]', 'a run file that has its evidence (default: it is measured now)')
    .option('--directory <folder>', directoryHelp)
    .option('--allow-system-changes', allowHelp)
    .option('--out <file>', 'the run file to write (default: in ./firsttouch-runs)')
    .addHelpText(
      'after',
      `
Examples:
  firsttouch explain A14
  firsttouch explain B33 firsttouch-runs/claims-20261123-101500.jsonl`,
    )
    .action(async (id, run, options) =>
      (await import('../commands/explain.ts')).explainCommand(id, run, options),
    );
}
