/** Page faults by region, by the file whose code took them, and by function: the largest, and the rest added up. */
import type { FaultShare, FaultTotals } from '../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { columnsOf, endOf, printable, startOf } from '../columns.ts';
import { type stylist, table, wrap } from '../terminal.ts';

type Paint = ReturnType<typeof stylist>;

const mostRows = 8;
const longestName = 44;

/** Cut in the middle, where names differ least. */
export function shortTraceName(name: string, most = longestName): string {
  const shown = printable(name);
  if (columnsOf(shown) <= most) return shown;
  const kept = most - 3;
  return `${startOf(shown, Math.ceil(kept / 3))}...${endOf(shown, Math.floor((kept * 2) / 3))}`;
}

function cells(name: string, minor: number, major: number, bytes: number, withMajor: boolean): string[] {
  const counts = withMajor ? [formatCount(minor), formatCount(major)] : [formatCount(minor)];
  return [name, ...counts, formatBytes(bytes)];
}

function rowsOf(shares: readonly FaultShare[], withMajor: boolean): string[][] {
  const shown = shares.length <= mostRows + 1 ? shares : shares.slice(0, mostRows);
  const rest = shares.slice(shown.length);
  const rows = shown.map((share) =>
    cells(
      shortTraceName(share.name),
      share.minorFaults,
      share.majorFaults,
      share.firstTouchedBytes,
      withMajor,
    ),
  );
  if (rest.length === 0) return rows;
  const sum = (pick: (share: FaultShare) => number): number =>
    rest.reduce((total, one) => total + pick(one), 0);
  const others = cells(
    `${formatCount(rest.length)} others`,
    sum((one) => one.minorFaults),
    sum((one) => one.majorFaults),
    sum((one) => one.firstTouchedBytes),
    withMajor,
  );
  return [...rows, others];
}

function summary(faults: FaultTotals): string {
  const { minorFaults, majorFaults, firstTouchedBytes, againFaults, kernelFaults } = faults;
  const parts = [
    `${formatNumber(minorFaults, 'minor fault')} and ${formatNumber(majorFaults, 'major fault')}`,
    `${formatBytes(firstTouchedBytes)} touched for the first time`,
    ...(againFaults > 0
      ? [
          `${formatNumber(againFaults, 'fault')} on pages of the same mapping that had been faulted before (copy-on-write, or given up)`,
        ]
      : []),
    ...(kernelFaults === null ? ['those taken inside the kernel were not recorded'] : []),
    ...(kernelFaults ? [`${formatNumber(kernelFaults, 'fault')} taken inside the kernel`] : []),
  ];
  return `${parts.join('; ')}. Whether a fault read or wrote is not visible here.`;
}

export function renderFaults(faults: FaultTotals, paint: Paint): string[] {
  const withMajor = faults.majorFaults > 0;
  const head = (name: string): string[] => [name, 'minor', ...(withMajor ? ['major'] : []), 'first touched'];
  const bare = (shares: readonly FaultShare[]): FaultShare[] =>
    shares.map((share) => ({ ...share, name: share.name.replace(/^(.* in )\/.*\/([^/]+)$/, '$1$2') }));
  const named = faults.bySymbol.some(({ name }) => !name.startsWith('no symbol') && name.includes(' in /'));
  const heading = ['', paint('bold', 'Page faults'), wrap(summary(faults), '  ')];
  if (faults.byRegion.length === 0) return heading;
  return [
    ...heading,
    '',
    table([head('where'), ...rowsOf(faults.byRegion, withMajor)]),
    '',
    table([head('taken by the code of'), ...rowsOf(faults.byLibrary, withMajor)]),
    ...(named
      ? ['', table([head('taken by the function'), ...rowsOf(bare(faults.bySymbol), withMajor)])]
      : []),
  ];
}
