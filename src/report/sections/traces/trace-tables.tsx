/** Calls by name, processes, and faults by where they were taken and by which code. */
import type { CallTotals, FaultShare, ProcessTotals, TraceView } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../../model/units.ts';
import { type Cell, RowsTable } from '../../parts/rows-table.tsx';

const mostRows = 14;

function counted(count: number): Cell {
  return { number: count === 0 ? '–' : formatCount(count) };
}

function bytesCell(bytes: number | null): Cell {
  return { number: bytes === null ? '–' : formatBytes(bytes) };
}

/** Callers that stacks name; none where no stacks were recorded. */
function callersOf(calls: readonly CallTotals[]): string[] {
  const names = new Set(calls.flatMap(({ callers }) => Object.keys(callers)));
  if (names.size === 0 || (names.size === 1 && names.has('unknown'))) return [];
  return ['program', 'malloc', 'libc', 'loader', 'unknown'].filter((name) => names.has(name));
}

export function CallTable({ calls }: { readonly calls: readonly CallTotals[] }) {
  if (calls.length === 0) return null;
  const callers = callersOf(calls);
  const timed = calls.some(({ durationNs }) => durationNs !== null);
  const rows = calls.map(({ name, count, errors, bytes, durationNs, callers: by }) => [
    { code: name },
    counted(count),
    counted(errors),
    bytesCell(bytes),
    ...(timed ? [{ number: durationNs === null ? '–' : formatDuration(durationNs) }] : []),
    ...callers.map((caller) => counted(by[caller] ?? 0)),
  ]);
  const total = calls.reduce((sum, { count }) => sum + count, 0);
  return (
    <RowsTable
      caption={`${formatNumber(total, 'memory call')}, by name${callers.length > 0 ? ' and by who made them, as their stacks say' : ''}${timed ? '; times are under observation' : ''}`}
      columns={[
        'call',
        'count',
        'errors',
        'bytes asked for',
        ...(timed ? ['time'] : []),
        ...callers.map((name) => `by ${name}`),
      ]}
      rows={rows}
    />
  );
}

export function ProcessTable({ view }: { readonly view: TraceView }) {
  const { processes, trace } = view;
  if (processes.length < 2) return null;
  const largest = [...processes].sort((one, other) => other.peakMappedBytes - one.peakMappedBytes);
  const { source, faults } = trace.settings;
  const cells = (one: ProcessTotals): Cell[] => [
    `${one.name ?? 'unknown'} (${one.pid})`,
    { number: source === 'none' ? '–' : formatCount(one.calls) },
    { number: faults ? formatCount(one.minorFaults + one.majorFaults) : '–' },
    bytesCell(one.peakMappedBytes),
    bytesCell(one.peakHeapBytes),
    { number: one.untilNs === null ? '–' : formatDuration(one.untilNs) },
  ];
  const shown = largest.slice(0, mostRows);
  const more = shown.length < processes.length ? `, the largest ${shown.length} of ${processes.length}` : '';
  return (
    <RowsTable
      caption={`Processes, by what they had mapped at most${more}`}
      columns={['process', 'calls', 'faults', 'most mapped', 'most heap', 'ended after']}
      rows={shown.map(cells)}
    />
  );
}

/** The rows with most faults, and the rest as one. */
function shareRows(shares: readonly FaultShare[]): Cell[][] {
  const rest = shares.slice(mostRows);
  const sum = (pick: (share: FaultShare) => number): number =>
    rest.reduce((total, share) => total + pick(share), 0);
  const others = {
    name: formatNumber(rest.length, 'other'),
    minorFaults: sum((share) => share.minorFaults),
    majorFaults: sum((share) => share.majorFaults),
    firstTouchedBytes: sum((share) => share.firstTouchedBytes),
  };
  const shown = rest.length > 0 ? [...shares.slice(0, mostRows), others] : shares;
  return shown.map((share) => [
    share.name,
    counted(share.minorFaults),
    counted(share.majorFaults),
    bytesCell(share.firstTouchedBytes),
  ]);
}

export function FaultTables({ view }: { readonly view: TraceView }) {
  const { faults } = view;
  if (faults === null) return null;
  const tables: [string, string, readonly FaultShare[]][] = [
    ['Page faults by what the address belonged to', 'where', faults.byRegion],
    ['Page faults by the file whose code took them', 'taken by the code of', faults.byLibrary],
    ['Page faults by the function that took them', 'taken by the function', faults.bySymbol],
  ];
  return (
    <>
      {tables
        .filter(([, , shares]) => shares.length > 0)
        .map(([caption, name, shares]) => (
          <RowsTable
            key={caption}
            caption={caption}
            columns={[name, 'minor faults', 'major faults', 'first touched']}
            rows={shareRows(shares)}
          />
        ))}
    </>
  );
}
