/** Gates on commands as people write them: `wall of B <= 1.02 x A`, by the names that are printed, or by the whole lines. */
import type { CommandArm } from '../model/experiment.ts';
import { gateMetrics, gatePhases, type MetricGate } from '../model/gate.ts';
import { quoteName } from '../model/units.ts';
import { type GateWords, wrongGate } from './gate-words.ts';
import { suggest } from './suggest.ts';

function parseMetric({ text, what }: GateWords): MetricGate['metric'] {
  const metric = gateMetrics.find((one) => one === what);
  if (metric) return metric;
  const there = ` Commands have ${gateMetrics.join(', ')}.`;
  const words = what.split('+').map((word) => word.trim());
  if (words.every((word) => (gatePhases as readonly string[]).includes(word)))
    throw wrongGate(text, `is about '${what}', and commands have no phases.${there}`);
  if (words.length > 1) throw wrongGate(text, `adds metrics in '${what}': each stands alone.${there}`);
  throw wrongGate(text, `has an unknown metric '${what}'.${suggest(what, gateMetrics) || there}`);
}

/** The commands that are meant: the one of that name, else all of that line. */
function meant(words: string, commands: readonly CommandArm[]): readonly CommandArm[] {
  const named = commands.filter(({ name }) => name === words || quoteName(name) === words);
  return named.length > 0
    ? named
    : commands.filter(({ line }) => line === words || quoteName(line) === words);
}

function nameOf(text: string, words: string, commands: readonly CommandArm[]): string {
  const [one, ...others] = meant(words, commands);
  const names = commands.map(({ name }) => name);
  if (others.length > 0) {
    const each = [one, ...others].map((arm) => arm?.name).join(', ');
    throw wrongGate(text, `names '${words}', which several commands are. Their names are ${each}.`);
  }
  if (one) return one.name;
  const sized = /^(.*)\s+at\s+\S+$/s.exec(words)?.[1];
  if (sized !== undefined && meant(sized, commands).length > 0)
    throw wrongGate(text, `names a size in '${words}', and commands have none`);
  const known = suggest(words, names) || ` The commands are ${names.map(quoteName).join(', ')}.`;
  throw wrongGate(text, `names the command '${words}', which this run does not compare.${known}`);
}

/** The gate in the first of its readings whose commands are all there; else the first one's Problem (exit code 2). */
export function parseCommandGate(
  ways: readonly [GateWords, ...GateWords[]],
  commands: readonly CommandArm[],
): MetricGate {
  const isThere = (words: string): boolean => meant(words, commands).length > 0;
  const words = ways.find(({ left, reference }) => isThere(left) && isThere(reference)) ?? ways[0];
  const { text, relation, bound } = words;
  const metric = parseMetric(words);
  const arm = nameOf(text, words.left, commands);
  const reference = nameOf(text, words.reference, commands);
  if (arm === reference) throw wrongGate(text, `compares '${arm}' with itself`);
  return { text, metric, arm, reference, relation, bound };
}
