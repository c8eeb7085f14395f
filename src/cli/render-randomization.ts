/** The randomness of a layout as a table of draws and a sentence for each. */
import type { AddressEntropy, Randomization, SharedDraw } from '../model/randomization.ts';
import { formatCount, formatNumber } from '../model/units.ts';
import { type stylist, table, wrap } from './terminal.ts';

const head = ['', 'mask', 'range', 'by pairs', 'promised', 'verdict'];

const bits = (value: number): string => String(Number(value.toFixed(1)));

/** `>= 18.5` without a pair, else `17.4..18.9`. */
function byPairs({ atLeastBits, pairsAtMostBits }: AddressEntropy): string {
  return pairsAtMostBits === null
    ? `>= ${bits(atLeastBits)}`
    : `${bits(atLeastBits)}..${bits(pairsAtMostBits)}`;
}

function row(name: string, entropy: AddressEntropy, draw: SharedDraw | undefined): string[] {
  return [
    name,
    bits(entropy.atMostBits),
    bits(entropy.rangeBits),
    byPairs(entropy),
    draw ? (draw.promise ? bits(draw.promise.bits) : '?') : '',
    draw?.verdict ?? '',
  ];
}

function rows(draw: SharedDraw): string[][] {
  const others = draw.regions.length - 1;
  const name = others > 0 ? `${draw.name} + ${others}` : draw.name;
  if (!draw.given) return [row(name, draw.entropy, draw)];
  const own = draw.name === 'heap';
  return [
    row(name, draw.entropy, own ? undefined : draw),
    row(`  from ${draw.given.name} on`, draw.given.entropy, own ? draw : undefined),
  ];
}

function together(draw: SharedDraw): string[] {
  const others = draw.regions.filter(({ name }) => name !== draw.name).map(({ name }) => name);
  if (others.length === 0) return [];
  const named = others.length > 8 ? [...others.slice(0, 7), `${others.length - 7} more`] : others;
  return [
    `One draw moves ${draw.name}, ${named.join(', ')}: their distances are the same in all executions, so that an address in one tells where all are.`,
  ];
}

function dependent({ name, given, entropy }: SharedDraw): string[] {
  if (!given || name === 'heap') return [];
  return [
    `${name} is not independent of ${given.name}: from there on it has at most ${bits(given.entropy.atMostBits)} bits, by itself ${bits(entropy.atMostBits)}.`,
  ];
}

function sentences(document: Randomization): string[] {
  const confidence = bits(100 * (1 - document.alpha));
  return [
    ...document.draws.flatMap((draw) => [draw.sentence, ...together(draw), ...dependent(draw)]),
    ...document.unheld.map(
      ({ reason, count }) => `${formatNumber(count, 'execution')} could not be held: ${reason}.`,
    ),
    ...(document.irregular.length > 0
      ? [`Not in every execution, and left out: ${document.irregular.join(', ')}.`]
      : []),
    `mask: bits that vary in the distance from the lowest address, an upper bound. by pairs: what equal addresses among the executions show, an interval that holds for all rows together with ${confidence} %.`,
  ];
}

/** Lines of 80 columns at most. */
export function renderRandomization(document: Randomization, paint: ReturnType<typeof stylist>): string {
  const { command, held, at } = document;
  const title = `Entropy in bits: ${command.join(' ')}, ${formatCount(held)} executions held at ${at}`;
  const short = title.length > 80 ? `${title.slice(0, 79)}…` : title;
  const lines = document.draws.length > 0 ? [table([head, ...document.draws.flatMap(rows)], '  ')] : [];
  const said = sentences(document).map((sentence) => wrap(sentence, '    ', '  - '));
  return `${[paint('bold', short), ...lines, '', ...said].join('\n')}\n`;
}
