// The question that a tool with one workload of its own can answer: does it say the same of the same thing twice?
import { betterFigure } from './rules/better-figure.mjs';
import { secondsSince } from './run-tool.mjs';

/**
 * Reads the tool's figures twice in a row. `figures()` returns `{[rule]: time}`, each a time per piece of work in any unit (of
 * a throughput, the reciprocal); the first is what ratio (second run / first) and spread (larger / smaller) are of. Throws
 * where the question is not A/A.
 */
export function askTwice({ pagesA, pagesB }, tool, figures) {
  if (pagesA !== pagesB) throw new Error(`${tool} has a workload of its own: it can only be asked A/A`);
  const started = process.hrtime.bigint();
  const [first, second] = [figures(), figures()];
  const seconds = secondsSince(started);
  const rules = Object.keys(first);
  const ratio = second[rules[0]] / first[rules[0]];
  return {
    tool,
    seconds,
    verdicts: Object.fromEntries(rules.map((rule) => [rule, betterFigure(first[rule], second[rule])])),
    ratio,
    interval: null,
    spread: Math.max(ratio, 1 / ratio),
  };
}
