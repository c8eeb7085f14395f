/** Two layouts of one program side by side in 80 columns: what is the same thing stands on the same line. */
import { bundle } from '../../layout/index.ts';
import { type ExecChoice, execChoices } from '../../model/exec-choices.ts';
import type { Gap, Group, Layout } from '../../model/layout.ts';
import type { Bundle } from '../../model/layout-picture.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { wrap } from '../terminal.ts';
import { cutTo, type Glyphs } from './glyphs.ts';
import { isCommonplace, mostInFull } from './render-layout.ts';
import { gapWords, hex, type Paint } from './render-rows.ts';

export type PairDrawing = { readonly glyphs: Glyphs; readonly paint: Paint };

type Item = Group | Gap | Bundle;

const columnWidth = 38;

/** Items from high addresses to low; the stack's own gaps stand beneath it. */
function itemsOf(layout: Layout): Item[] {
  const items = bundle(layout.items, mostInFull.mostGroups).filter(
    (item) => item.kind !== 'gap' || !isCommonplace(item),
  );
  return items.reverse().flatMap((item): Item[] => {
    if (item.kind !== 'group' || item.class !== 'stack') return [item];
    return [item, ...item.items.filter((one) => one.kind === 'gap').reverse()];
  });
}

function keyOf(item: Item): string {
  if (item.kind === 'gap') return `gap ${item.reason}`;
  return item.kind === 'group' ? `${item.class} ${item.label}` : `bundle ${item.label}`;
}

/** Indices into both that belong together, or one and -1: the longest common sequence of keys. */
function align(left: readonly string[], right: readonly string[]): [number, number][] {
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        left[i] === right[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) pairs.push([i++, j++]);
    else if (
      j >= right.length ||
      (i < left.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
    ) {
      pairs.push([i++, -1]);
    } else pairs.push([-1, j++]);
  }
  return pairs;
}

function labelOf(item: Group | Bundle): string {
  if (item.kind === 'group') return item.label;
  return item.label === null
    ? `${formatCount(item.regionCount)} smaller VMAs`
    : `${formatCount(item.groupCount)} x ${item.label}`;
}

/** Of a group the first region: the stack's own gaps have lines of their own. */
function startOf(item: Item): number {
  const first = item.kind === 'group' ? item.items.find(({ kind }) => kind === 'region') : undefined;
  return (first ?? item).start;
}

/** Address, edge, what it is, size: 38 columns. */
function cell(item: Item | undefined, { glyphs, paint }: PairDrawing): string {
  if (!item) return ' '.repeat(columnWidth);
  const isGap = item.kind === 'gap';
  // What lies in the kernel's half has more digits than fit: its sign extension is left out.
  const digits = hex(startOf(item));
  const address = (digits.length > 12 ? `${glyphs.cut}${digits.slice(-11)}` : digits).padStart(12);
  const size = formatBytes(item.sizeBytes).padStart(9);
  const label = isGap ? gapWords[item.reason] : labelOf(item);
  const growth =
    item.kind === 'group' && item.growth !== null ? (item.growth === 'up' ? glyphs.up : glyphs.down) : ' ';
  const edge = isGap ? glyphs.break : glyphs.edge;
  const text = `${address} ${edge}${growth}${cutTo(label, 14, glyphs)}${size}`;
  return isGap ? paint('dim', text) : text;
}

function choicesOf(layout: Layout): ExecChoice[] {
  const stack = layout.items.find((item) => item.kind === 'group' && item.label === 'stack');
  return execChoices(layout, stack?.end);
}

/** What exec decided, left and right, and how far apart they are. */
function anchorLines(layouts: readonly [Layout, Layout]): string[] {
  const others = choicesOf(layouts[1]);
  return choicesOf(layouts[0]).map(({ name, address: left }, index) => {
    const right = others[index]?.address;
    const told = (address: number | undefined): string =>
      address === undefined ? 'not known' : `0x${hex(address)}`;
    const moved = left === undefined || right === undefined ? '' : movedBy(right - left);
    return `  ${name.padEnd(20)} ${told(left).padEnd(18)} ${told(right).padEnd(18)} ${moved}`.trimEnd();
  });
}

function movedBy(bytes: number): string {
  return bytes === 0 ? 'the same' : `${bytes > 0 ? '+' : '-'}${formatBytes(Math.abs(bytes))}`;
}

/** The whole text, ending in a newline. The left one is usually the one with ASLR off. */
export function renderLayoutPair(
  layouts: readonly [Layout, Layout],
  titles: readonly [string, string],
  drawing: PairDrawing,
): string {
  const { paint } = drawing;
  const [left, right] = [itemsOf(layouts[0]), itemsOf(layouts[1])];
  const rows = align(left.map(keyOf), right.map(keyOf)).map(([i, j]) =>
    `${cell(left[i], drawing)}    ${cell(right[j], drawing)}`.trimEnd(),
  );
  const head = `${cutTo(titles[0], columnWidth, drawing.glyphs)}    ${titles[1]}`;
  const notes = [
    `  Each address is where its line starts; ${drawing.glyphs.break} is unmapped, with its size.`,
    '',
    paint(
      'bold',
      `  ${'What exec chose'.padEnd(20)} ${cutTo(titles[0], 18, drawing.glyphs)} ${cutTo(titles[1], 18, drawing.glyphs)} moved by`,
    ),
    ...anchorLines(layouts),
  ];
  const caveats = [...new Set(layouts.flatMap(({ caveats: said }) => said))];
  return `${[paint('bold', head), '', ...rows, '', ...notes, ...caveats.map((one) => wrap(one, '    ', '  - '))].join('\n')}\n`;
}
