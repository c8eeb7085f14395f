/** Anchors and gaps of one process, or of two side by side: addresses with what they come from, sizes with their reasons. */
import type { Anchor, Gap } from '../../../model/layout.ts';
import type { ReportLayout } from '../../../model/report.ts';
import { formatBytes } from '../../../model/units.ts';
import { hex } from '../../charts/layout/layout-words.ts';
import { type Cell, RowsTable } from '../../parts/rows-table.tsx';
import { movedBy } from './differences.ts';
import { gapsOf, type LayoutSet } from './layout-sets.ts';

/** What the columns of two processes are called. */
function columnNames(set: LayoutSet, single: string): string[] {
  return set.length === 1 ? [single] : set.map(({ layout }) => (layout.randomised ? 'ASLR on' : 'ASLR off'));
}

function addressCell(anchor: Anchor | undefined): Cell {
  if (anchor?.address.state !== 'measured') return 'not known';
  const { low, high } = anchor.address.value;
  return { code: low === high ? hex(low) : `${hex(low)} to ${hex(high)}` };
}

function movedCell([one, other]: readonly (Anchor | undefined)[]): Cell {
  if (one?.address.state !== 'measured' || other?.address.state !== 'measured') return '';
  const [from, to] = [one.address.value, other.address.value];
  return from.low === from.high && to.low === to.high ? { number: movedBy(to.low - from.low) } : '';
}

function anchorRows(set: LayoutSet): Cell[][] {
  const names = new Set(set.flatMap(({ layout }) => layout.anchors.map(({ name }) => name)));
  return [...names].map((name) => {
    const found = set.map(({ layout }) => layout.anchors.find((anchor) => anchor.name === name));
    const told = found.find((anchor) => anchor !== undefined);
    const why = told?.address.state === 'unavailable' ? told.address.reason : (told?.sentence ?? '');
    return [name, ...found.map(addressCell), ...(set.length === 2 ? [movedCell(found)] : []), why];
  });
}

export function AnchorTable({ set }: { readonly set: LayoutSet }) {
  const moved = set.length === 2 ? ['moved by'] : [];
  return (
    <RowsTable
      caption="Anchors: the addresses that explain where things are put"
      columns={['anchor', ...columnNames(set, 'address'), ...moved, 'what it is']}
      rows={anchorRows(set)}
    />
  );
}

const mostGaps = 24;

type Named = { readonly key: string; readonly gap: Gap };

/** Gaps of one reason are told apart by their order. */
function namedGaps(layout: ReportLayout): Named[] {
  const seen = new Map<string, number>();
  return gapsOf(layout).map((gap) => {
    const count = (seen.get(gap.reason) ?? 0) + 1;
    seen.set(gap.reason, count);
    return { key: `${gap.reason} ${count}`, gap };
  });
}

function gapRows(set: LayoutSet): Cell[][] {
  const named = set.map(namedGaps);
  // In the order of the one that has more of them: the other's are among them as a rule.
  const longest = [...named].sort((one, other) => other.length - one.length);
  const keys = [...new Set(longest.flatMap((gaps) => gaps.map(({ key }) => key)))];
  return keys.map((key) => {
    const found = named.map((gaps) => gaps.find((one) => one.key === key)?.gap);
    const first = found.find((gap) => gap !== undefined);
    return [
      first?.sentence ?? '',
      ...found.map((gap) => (gap ? { number: formatBytes(gap.sizeBytes) } : { number: 'none' })),
    ];
  });
}

export function GapTable({ set }: { readonly set: LayoutSet }) {
  const rows = gapRows(set);
  const more = rows.length > mostGaps ? `, the highest ${mostGaps} of ${rows.length}` : '';
  return (
    <RowsTable
      caption={`Gaps: what is not mapped, and why, from high addresses to low${more}`}
      columns={['why nothing is there', ...columnNames(set, 'size')]}
      rows={rows.slice(0, mostGaps)}
    />
  );
}
