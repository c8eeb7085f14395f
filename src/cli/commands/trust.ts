/** `firsttouch trust`: how often this machine's runs told identical arms apart, against the error rate promised. */
import { summariseLedger, type TrustRecord, type TrustSummary } from '../../analysis/index.ts';
import { formatNumber, formatPercent } from '../../model/units.ts';
import { ledgerPath, readLedger } from '../ledger.ts';
import { requireFormat } from '../print-run.ts';
import { stylist, table, wrap } from '../terminal.ts';

function percent(fraction: number | null): string {
  return fraction === null ? '-' : formatPercent(fraction);
}

function rateInWords({ rate, interval }: TrustRecord): string {
  return `${percent(rate)} (${percent(interval.low)}..${percent(interval.high)})`;
}

/** What the interval says about the promise; never more than it says. */
function judge({ interval, promised }: TrustSummary): string {
  const rate = promised ?? 0;
  if (interval.low > rate)
    return 'That is more than promised: do not rely on verdicts here before you know why.';
  if (interval.high <= rate) return 'The promise is kept, with 95 % confidence.';
  return 'Nothing speaks against the promise; more runs narrow the interval.';
}

function designTable(summary: TrustSummary): string[] {
  const head = ['design', 'comparisons', 'excluded 1', 'rate', 'promised', 'resolution'];
  const rows = summary.designs.map((one) => [
    one.design,
    String(one.comparisons),
    String(one.falsePositives),
    rateInWords(one),
    percent(one.promised),
    percent(one.medianResolution),
  ]);
  return ['', table([head, ...rows])];
}

function sentences(summary: TrustSummary): string[] {
  if (summary.comparisons === 0) {
    const empty =
      'No A/A comparison is recorded yet. Every run compares its reference with an identical copy, and adds what came of ' +
      'it to the ledger: start with `firsttouch run malloc-vs-mmap --size 1MiB`.';
    return [wrap(empty, '  ')];
  }
  const { comparisons, falsePositives, since, promised, medianResolution } = summary;
  const counted =
    `${formatNumber(comparisons, 'A/A comparison')} since ${since?.slice(0, 10)}: in ${falsePositives} the interval ` +
    `of two identical arms excluded 1. That is ${rateInWords(summary)}, with its exact 95 % interval; promised was ` +
    `at most ${percent(promised)}. ${judge(summary)}`;
  const resolution = `The smallest difference that could be told was ${percent(medianResolution)} in the median.`;
  return [wrap(counted, '    ', '  - '), wrap(resolution, '    ', '  - '), ...designTable(summary)];
}

export function trustCommand(options: { readonly format: string }): void {
  requireFormat(options.format);
  const file = ledgerPath();
  const { entries, damagedLines } = readLedger(file);
  const summary = summariseLedger(entries);
  if (options.format === 'json') {
    process.stdout.write(`${JSON.stringify({ file, damagedLines, ...summary }, null, 2)}\n`);
    return;
  }
  const damaged =
    damagedLines > 0 ? ` ${formatNumber(damagedLines, 'line')} of it damaged, and left out.` : '';
  const lines = [
    stylist(process.stdout)('bold', 'Identical arms, compared on this machine'),
    ...sentences(summary),
    '',
    wrap(`Ledger: ${file}.${damaged}`, ''),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
