/** The randomness of a layout as a table of draws and a sentence for each. */
import type { AddressEntropy, Randomization, SharedDraw } from '../../model/randomization.ts';
import { formatCount, formatNumber } from '../../model/units.ts';
import { cutToColumns, printable } from '../columns.ts';
import { type stylist, table, wrap } from '../terminal.ts';

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
  if (draw.regions.length < 2) return [];
  const names = [draw.name, ...draw.regions.map(({ name }) => name).filter((name) => name !== draw.name)];
  return [
    `${inList(names)} share one draw: their distances are the same in all executions. An address in one of them tells where all are.`,
  ];
}

function inList(names: readonly string[]): string {
  const named = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
  return named.length === 1 ? `${named[0]}` : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** Those that lie near another draw have little of their own to tell, unless that is not what was promised. */
function isNear(draw: SharedDraw): boolean {
  return draw.given !== undefined && draw.name !== 'heap';
}

function near(draws: readonly SharedDraw[]): string[] {
  const names = [...new Set(draws.filter(isNear).map(({ given }) => given?.name ?? ''))];
  return names.map((name) => {
    const those = draws.filter((draw) => isNear(draw) && draw.given?.name === name);
    const own = Math.max(...those.map(({ given }) => given?.entropy.atMostBits ?? 0));
    const verb = those.length === 1 ? 'is' : 'are';
    return `${inList(those.map((draw) => draw.name))} ${verb} not independent of ${name}: whoever knows its address has at most ${bits(own)} bits left to guess.`;
  });
}

/** What never moves, by the reason why: one sentence each. */
function fixed(draws: readonly SharedDraw[]): string[] {
  const still = draws.filter(({ verdict }) => verdict === 'fixed');
  const sources = [...new Set(still.map(({ promise }) => promise?.source ?? ''))];
  return sources.map((source) => {
    const those = still.filter(({ promise }) => promise?.source === source);
    const times = formatCount(those[0]?.entropy.executions ?? 0);
    return `${inList(those.map(({ name }) => name))}: 0 bits, the same address in ${times} executions, as it should be: ${source}.`;
  });
}

/** Whether a draw has a sentence of its own. */
function isTold(draw: SharedDraw): boolean {
  if (draw.verdict === 'fewer' || draw.verdict === 'more') return true;
  return draw.verdict !== 'fixed' && !isNear(draw);
}

function sentences(document: Randomization): string[] {
  const confidence = bits(100 * (1 - document.alpha));
  return [
    ...fixed(document.draws),
    ...document.draws.flatMap((draw) => [...(isTold(draw) ? [draw.sentence] : []), ...together(draw)]),
    ...near(document.draws),
    ...document.unheld.map(
      ({ reason, count }) => `${formatNumber(count, 'execution')} could not be held: ${reason}.`,
    ),
    ...(document.irregular.length > 0
      ? [`Not in every execution, and left out: ${document.irregular.join(', ')}.`]
      : []),
    `mask: the bits that vary in the distance from the lowest address, an upper bound. By pairs: the interval that equal addresses among the executions give; all of these hold together with ${confidence} %.`,
  ];
}

/** Lines of 80 columns at most. */
export function renderRandomization(document: Randomization, paint: ReturnType<typeof stylist>): string {
  const { command, held, at } = document;
  const title = `Entropy in bits: ${command.join(' ')}, ${formatCount(held)} executions held at ${at}`;
  const short = cutToColumns(printable(title), 80, '…');
  const lines = document.draws.length > 0 ? [table([head, ...document.draws.flatMap(rows)], '  ')] : [];
  const said = sentences(document).map((sentence) => wrap(sentence, '    ', '  - '));
  return `${[paint('bold', short), ...lines, '', ...said].join('\n')}\n`;
}
