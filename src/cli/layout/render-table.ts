/** Every VMA of a layout as a line of a table, with the rule that classified it: what a drawing has no room for. */
import type { Layout, LayoutUsage, Region } from '../../model/layout.ts';
import { formatBytes } from '../../model/units.ts';
import { printable } from '../columns.ts';
import { table, wrap } from '../terminal.ts';
import { layoutSums, layoutTitle } from './render-layout.ts';
import { hex } from './render-rows.ts';

function bytes(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : value === 0 ? '0' : formatBytes(value);
}

/** What is not in a column: huge, swapped, locked. */
function remarks(usage: LayoutUsage | null): string {
  const said: [string, number | null | undefined][] = [
    ['huge', usage?.hugeBytes],
    ['hugetlb', usage?.hugetlbBytes],
    ['swapped', usage?.swappedBytes],
    ['locked', usage?.lockedBytes],
  ];
  return said.flatMap(([name, value]) => (value ? [`; ${name} ${formatBytes(value)}`] : [])).join('');
}

function row(region: Region): string[] {
  const { start, end, sizeBytes, permissions, usage, rule, certainty, label, part } = region;
  return [
    `${hex(start)}-${hex(end)}`,
    formatBytes(sizeBytes),
    permissions,
    bytes(usage?.residentBytes),
    bytes(usage?.sharedBytes),
    `${rule.number}${certainty === 'probable' ? '?' : ' '}`,
    `${region.class}: ${label}${part === null ? '' : `, ${part}`}${remarks(usage)}`,
  ];
}

/** The regions from high addresses to low ones; `rule` is the number of the rule, with a ? where it is only probable. */
export function renderLayoutTable(layout: Layout): string {
  const regions = layout.items.flatMap((item) =>
    item.kind === 'group' ? item.items.filter((one) => one.kind === 'region') : [],
  );
  const rows = regions.reverse().map(row);
  const head = ['addresses', 'size', 'may', 'resident', 'shared', 'rule', 'what'];
  const figures = table(
    [head, ...rows].map((cells) => cells.slice(0, -1)),
    '',
  ).split('\n');
  const lines = figures.map((line, i) => `${line}  ${printable((i === 0 ? head : rows[i - 1]!).at(-1)!)}`);
  return [wrap(layoutTitle(layout), '  ', ''), wrap(layoutSums(layout), '  ', ''), '', ...lines, ''].join(
    '\n',
  );
}
