/** `report`: what was recorded as a page. */
import type { Command } from '@commander-js/extra-typings';

export function declareReport(program: Command): void {
  program
    .command('report')
    .description(
      'write runs, traces and layouts as one HTML page that needs nothing else, or their charts as SVG',
    )
    .argument('<files...>', 'run files, trace files, or what layout --format json printed; all on one page')
    .option('-o, --out <file>', 'the page to write (default: beside the first file, .html)')
    .option('--svg <folder>', 'write every chart as an SVG file that stands alone')
    .option('--open', 'open the page in a browser')
    .addHelpText(
      'after',
      `
Examples:
  firsttouch report run.jsonl
  firsttouch report laptop.jsonl server.jsonl -o both.html
  firsttouch report run.jsonl --svg pictures
  firsttouch trace --faults --out trace.jsonl -- ./program
  firsttouch layout --aslr --format json -- ./program > layouts.json
  firsttouch report trace.jsonl layouts.json`,
    )
    .action(async (files, options) => (await import('../commands/report.ts')).reportCommand(files, options));
}
