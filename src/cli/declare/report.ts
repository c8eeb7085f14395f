/** `report`: recorded runs as a page. */
import type { Command } from '@commander-js/extra-typings';

export function declareReport(program: Command): void {
  program
    .command('report')
    .description('write recorded runs as one HTML page that needs nothing else, or their charts as SVG')
    .argument('<files...>', 'run files; several are shown together')
    .option('-o, --out <file>', 'the page to write (default: beside the first run, .html)')
    .option('--svg <folder>', 'write every chart as an SVG file that stands alone')
    .option('--open', 'open the page in a browser')
    .addHelpText(
      'after',
      `
Examples:
  firsttouch report run.jsonl
  firsttouch report laptop.jsonl server.jsonl -o both.html
  firsttouch report run.jsonl --svg pictures`,
    )
    .action(async (files, options) => (await import('../commands/report.ts')).reportCommand(files, options));
}
