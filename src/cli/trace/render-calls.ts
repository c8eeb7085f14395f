/** Memory calls by name: how many, how large, how long; and who asked, where stacks say so. */
import type { CallTotals } from '../../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration } from '../../model/units.ts';
import { type stylist, table } from '../terminal.ts';

type Paint = ReturnType<typeof stylist>;

const mostCalls = 14;

/** The rarest as one. */
function summed(calls: readonly CallTotals[]): CallTotals {
  const sum = (pick: (call: CallTotals) => number | null): number =>
    calls.reduce((total, call) => total + (pick(call) ?? 0), 0);
  return {
    name: `${formatCount(calls.length)} others`,
    count: sum(({ count }) => count),
    errors: sum(({ errors }) => errors),
    bytes: sum(({ bytes }) => bytes),
    durationNs: sum(({ durationNs }) => durationNs),
    callers: {},
  };
}

function callRow({ name, count, errors, bytes, durationNs }: CallTotals, timed: boolean): string[] {
  return [
    name,
    formatCount(count),
    errors === 0 ? '-' : formatCount(errors),
    bytes === null ? '-' : formatBytes(bytes),
    ...(timed ? [durationNs === null ? '-' : formatDuration(durationNs)] : []),
  ];
}

const known = ['malloc', 'libc', 'loader', 'program'];

/** Calls of which some stack told who asked. */
function callerTable(calls: readonly CallTotals[]): string[] {
  const told = calls.filter(({ callers }) => known.some((caller) => callers[caller]));
  if (told.length === 0) return [];
  const columns = [...known.filter((caller) => told.some(({ callers }) => callers[caller])), 'unknown'];
  const rows = told.map(({ name, callers }) => [
    name,
    ...columns.map((caller) => (callers[caller] ? formatCount(callers[caller]) : '-')),
  ]);
  return ['', table([['asked for by', ...columns], ...rows])];
}

export function renderCalls(calls: readonly CallTotals[], paint: Paint): string[] {
  if (calls.length === 0) return [];
  const shown = calls.length <= mostCalls + 1 ? calls : calls.slice(0, mostCalls);
  const others = calls.slice(shown.length);
  // Not every source tells when a call was entered.
  const timed = calls.some(({ durationNs }) => durationNs !== null);
  const rows = [...shown, ...(others.length > 0 ? [summed(others)] : [])].map((one) => callRow(one, timed));
  return [
    '',
    paint('bold', 'Memory calls'),
    table([['', 'count', 'errors', 'bytes', ...(timed ? ['time'] : [])], ...rows]),
    ...(timed ? ['  Time is from entry to exit under observation: not what a call costs untraced.'] : []),
    ...callerTable(calls),
  ];
}
