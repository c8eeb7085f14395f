/** The ledger: what every comparison of identical arms on this machine came to, one JSON line each, over all runs. */
import * as v from 'valibot';

const positive = v.pipe(v.number(), v.minValue(Number.MIN_VALUE), v.finite());
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * One A/A contrast as its run ended. `at` is when the run started; `ratio`, `low` and `high` are ratios; `alpha` is the error
 * rate promised for the interval; `void` says that it excludes 1, which identical arms do by mistake alone.
 */
const ledgerEntrySchema = v.object({
  at: v.string(),
  version: v.string(),
  experiment: v.string(),
  stage: v.string(),
  /** The number of the cell in its stage: cells of one size may differ in their touch pattern. */
  cell: wholeNumber,
  /** How the arms met: the name of a design; 'command' for any commands. */
  design: v.string(),
  /** Null for commands, which have no size that is known. */
  sizeBytes: v.nullable(positive),
  n: wholeNumber,
  ratio: positive,
  low: positive,
  high: positive,
  alpha: v.pipe(positive, v.maxValue(1)),
  void: v.boolean(),
});
export type LedgerEntry = Readonly<v.InferOutput<typeof ledgerEntrySchema>>;

/** One line to its entry, or undefined for a damaged one. */
export function parseLedgerLine(line: string): LedgerEntry | undefined {
  try {
    const parsed = v.safeParse(ledgerEntrySchema, JSON.parse(line));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
