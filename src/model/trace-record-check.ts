/** Whether a line of a trace file is a record of a trace: every member that is read, at a fraction of what a schema takes. */
import type { TraceRecord } from './trace.ts';

type Unchecked = Readonly<Record<string, unknown>>;

const isAmount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const isOptional = (value: unknown, check: (value: unknown) => boolean): boolean =>
  value === undefined || check(value);

function areAmounts(record: Unchecked, names: readonly string[]): boolean {
  for (const name of names) if (!isAmount(record[name])) return false;
  return true;
}

function isArgument(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'string';
}

function isCall(record: Unchecked): boolean {
  const { name, arguments: list, result, error, durationNs, path, caller } = record;
  if (!isText(name) || !Array.isArray(list) || !list.every(isArgument)) return false;
  const answered = result === null || Number.isFinite(result);
  const known = isOptional(caller, (one) => isText((one as { kind?: unknown } | null)?.kind));
  return (
    answered &&
    known &&
    isOptional(error, isText) &&
    isOptional(durationNs, isAmount) &&
    isOptional(path, isText)
  );
}

function isPermissions(value: unknown): boolean {
  return isText(value) && value.length === 4;
}

function isMapping(record: Unchecked): boolean {
  return (
    areAmounts(record, ['start', 'lengthBytes', 'offsetBytes']) &&
    isPermissions(record.permissions) &&
    isText(record.path)
  );
}

const processEvents: readonly unknown[] = ['fork', 'thread', 'exec', 'name', 'exit'];

function isProcess({ event, parentPid, name }: Unchecked): boolean {
  return processEvents.includes(event) && isOptional(parentPid, isAmount) && isOptional(name, isText);
}

function areFinite(values: unknown): values is number[] {
  if (!Array.isArray(values)) return false;
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

/** Indices below `limit`. */
function areIndices(values: unknown, limit: number): values is number[] {
  if (!Array.isArray(values)) return false;
  for (const value of values) if (!Number.isInteger(value) || value < 0 || value >= limit) return false;
  return true;
}

function isThread(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isAmount);
}

/** The columns are of one length, and what they point at is there. */
function isFaults(record: Unchecked): boolean {
  const { times, addresses, pointers, pointer, threads, thread, major } = record;
  if (!areFinite(times) || !areFinite(addresses) || !areFinite(pointers)) return false;
  if (!Array.isArray(threads) || !threads.every(isThread)) return false;
  const { length } = times;
  const isColumn = (column: unknown, of: readonly unknown[]): boolean =>
    column === undefined ? of.length === 1 : areIndices(column, of.length) && column.length === length;
  return (
    addresses.length === length &&
    (length === 0 || (isColumn(pointer, pointers) && isColumn(thread, threads))) &&
    isOptional(major, (list) => areIndices(list, length))
  );
}

function arePairs(values: unknown, isPair: (pair: readonly unknown[]) => boolean): boolean {
  return Array.isArray(values) && values.every((pair) => Array.isArray(pair) && isPair(pair));
}

function isSymbols({ path, symbols, segments }: Unchecked): boolean {
  return (
    isText(path) &&
    arePairs(symbols, ([address, name]) => isAmount(address) && isText(name)) &&
    arePairs(segments, (numbers) => numbers.length === 3 && areFinite(numbers))
  );
}

const sampled = [
  'rssBytes',
  'pssBytes',
  'anonymousBytes',
  'anonHugePagesBytes',
  'sharedBytes',
  'swapBytes',
  'lockedBytes',
];

function isEnd(record: Unchecked): boolean {
  const { exitCode, signal, usage, counted } = record;
  const ended = (exitCode === null || Number.isInteger(exitCode)) && (signal === null || isText(signal));
  const used =
    typeof usage === 'object' &&
    usage !== null &&
    areAmounts(usage as Unchecked, ['userNs', 'systemNs', 'minorFaults', 'majorFaults', 'maxRssBytes']);
  const held =
    counted === null ||
    (typeof counted === 'object' && areAmounts(counted as Unchecked, ['minorFaults', 'majorFaults']));
  return ended && used && held && areAmounts(record, ['recordedFaults', 'lostRecords', 'leftRunning']);
}

const ofThread = ['pid', 'tid'];

const checks: Readonly<Record<string, (record: Unchecked) => boolean>> = {
  begin: (record) => areAmounts(record, ['pid', 'realtimeUs']),
  call: (record) => areAmounts(record, ofThread) && isCall(record),
  mapping: (record) => areAmounts(record, ofThread) && isMapping(record),
  process: (record) => areAmounts(record, ofThread) && isProcess(record),
  faults: isFaults,
  lost: (record) => isAmount(record.records),
  sample: (record) => isAmount(record.pid) && areAmounts(record, sampled),
  unparsed: (record) => isText(record.text),
  signal: (record) => areAmounts(record, ofThread) && isText(record.signal),
  event: (record) => isText(record.sentence),
  symbols: isSymbols,
  end: isEnd,
};

/** Times may lie a little before the launch where clocks are brought together. */
export function isTraceRecord(record: object): record is TraceRecord {
  const unchecked = record as Unchecked;
  const { kind, atNs } = unchecked;
  if (!isText(kind) || !Object.hasOwn(checks, kind)) return false;
  if (kind !== 'symbols' && !Number.isFinite(atNs)) return false;
  return checks[kind]?.(unchecked) ?? false;
}
