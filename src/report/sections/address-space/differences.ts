/** What randomisation changed in the address space of one program, in sentences. */
import type { ReportLayout } from '../../../model/report.ts';
import { formatBytes, formatNumber } from '../../../model/units.ts';
import { sums } from '../../charts/layout/layout-words.ts';
import { choicesOf, gapsOf, haveOneOrder, type LayoutSet } from './layout-sets.ts';

/** `+1005 MiB`, `the same`. */
export function movedBy(bytes: number): string {
  return bytes === 0 ? 'the same' : `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

type Pair = readonly [fixed: ReportLayout, random: ReportLayout];

/** Names of what exec chose, by whether it moved. */
function moves([fixed, random]: Pair) {
  const others = choicesOf(random);
  const both = choicesOf(fixed).flatMap(({ name, address }, index) => {
    const other = others[index]?.address;
    return address === undefined || other === undefined ? [] : [{ name, bytes: other - address }];
  });
  return { moved: both.filter(({ bytes }) => bytes !== 0), stayed: both.filter(({ bytes }) => bytes === 0) };
}

function brkOffset(layout: ReportLayout): number {
  return gapsOf(layout).find(({ reason }) => reason === 'brk-offset')?.sizeBytes ?? 0;
}

function brkSentence([fixed, random]: Pair): string[] {
  const [without, withIt] = [brkOffset(fixed), brkOffset(random)];
  if (withIt === 0) return [];
  const before =
    without === 0 ? 'the heap begins where bss ends' : `${formatBytes(without)} lie between bss and heap`;
  return [
    `Without randomisation ${before}; with it, ${formatBytes(withIt)} at random lie between them: the heap is no neighbour of the program.`,
  ];
}

function sumsSentence([fixed, random]: Pair): string {
  const [one, other] = [sums(fixed.layout), sums(random.layout)];
  const [few, many] = [fixed.layout.totals, random.layout.totals];
  if (few.regionCount === many.regionCount && few.mappedBytes === many.mappedBytes)
    return `In both there are ${formatNumber(few.regionCount, 'VMA')}, ${formatBytes(few.mappedBytes)} mapped.`;
  return `Without randomisation there are ${one}; with it, ${other}.`;
}

const listNames: Readonly<Record<string, string>> = {
  'mmap_base, observed': 'mmap_base',
  start_brk: 'start of the heap',
};
const nameOf = (name: string): string => listNames[name] ?? name;

export function differences(set: LayoutSet): string[] {
  if (set.length === 1) return [];
  const { moved, stayed } = moves(set);
  const order = haveOneOrder(...set)
    ? 'The same things lie in the same order, one above the other.'
    : 'Not everything lies in the same order.';
  const told = moved.map(({ name, bytes }) => `the ${nameOf(name)} (${movedBy(bytes)})`);
  return [
    told.length > 0
      ? `Randomisation moved ${listed(told)}${stayed.length > 0 ? `; ${listed(stayed.map(({ name }) => `the ${nameOf(name)}`))} stayed` : ''}.`
      : 'Randomisation moved nothing that exec chose.',
    ...brkSentence(set),
    `${order} ${sumsSentence(set)}`,
  ];
}

const things: Readonly<Record<string, string>> = {
  'program base': 'program',
  start_brk: 'heap',
  'mmap_base, observed': 'mappings',
  'end of the stack': 'stack',
};

/** What to see in the picture. */
export function titleOf(set: LayoutSet): string {
  const { layout } = set[0];
  if (set.length === 1) return `${layout.name}: ${sums(layout)}`;
  const moved = moves(set).moved.flatMap(({ name }) => things[name] ?? []);
  return moved.length === 0
    ? `${layout.name} lies at the same addresses with ASLR off and on`
    : `ASLR moves ${listed(moved)} of ${layout.name}: each exec chooses other addresses`;
}
