/** Memory calls counted by name. */
import type { CallRecord } from '../../model/trace.ts';
import type { CallTotals } from '../../model/trace-view.ts';
import { numberAt } from './call-arguments.ts';

/** Which argument says how many bytes a call is about. */
const sizeArguments: Readonly<Record<string, number>> = {
  mmap: 1,
  mmap2: 1,
  munmap: 1,
  mremap: 2,
  mprotect: 1,
  pkey_mprotect: 1,
  madvise: 1,
  mlock: 1,
  mlock2: 1,
  munlock: 1,
  msync: 1,
  mincore: 1,
  mbind: 1,
};

type Row = {
  count: number;
  errors: number;
  bytes: number | null;
  durationNs: number;
  timed: boolean;
  callers: Record<string, number>;
};

export class CallStatistics {
  readonly #rows = new Map<string, Row>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  take(call: CallRecord): void {
    this.#total++;
    let row = this.#rows.get(call.name);
    if (!row) {
      const bytes = Object.hasOwn(sizeArguments, call.name) ? 0 : null;
      row = { count: 0, errors: 0, bytes, durationNs: 0, timed: false, callers: {} };
      this.#rows.set(call.name, row);
    }
    row.count++;
    if (call.error !== undefined) row.errors++;
    else if (row.bytes !== null) row.bytes += numberAt(call, sizeArguments[call.name] ?? 0) ?? 0;
    if (call.durationNs !== undefined) {
      row.durationNs += call.durationNs;
      row.timed = true;
    }
    const caller = call.caller?.kind ?? 'unknown';
    row.callers[caller] = (row.callers[caller] ?? 0) + 1;
  }

  /** In falling order of count, then by name. */
  totals(): CallTotals[] {
    const totals = [...this.#rows].map(([name, { timed, durationNs, ...row }]) => ({
      name,
      ...row,
      durationNs: timed ? durationNs : null,
    }));
    return totals.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
