/** The grammar of every gate, `WHAT of WHOM RELATION NUMBER x REFERENCE`, before it is known what there is to bind. */
import { type Gate, gateRelations } from '../model/gate.ts';
import { Problem } from '../model/problem.ts';

const hint =
  "a gate is PHASE[+PHASE...] of ARM [at SIZE] RELATION NUMBER x REFERENCE, or METRIC of COMMAND ...: --gate 'first-touch of mmap-private <= 1.02 x malloc', --gate 'wall of B <= 1.02 x A'";

/** `left` is all that stands between ` of ` and the relation. */
export type GateWords = Pick<Gate, 'text' | 'relation' | 'bound' | 'reference'> & {
  readonly what: string;
  readonly left: string;
};

export function wrongGate(text: string, why: string): Problem {
  return new Problem('bad-gate', `the gate '${text}' ${why}`, hint);
}

/** `1.02 x REFERENCE`, `1.02 REFERENCE` or `102 % of REFERENCE`. */
function parseBound(text: string, words: string): Pick<Gate, 'bound' | 'reference'> {
  const match = /^(\d+(?:\.\d+)?)(?:\s*\*\s*|\s*%\s+of\s+|\s*x\s+|\s+(?!x$))(\S.*)$/s.exec(words);
  if (!match) throw wrongGate(text, `has no NUMBER x REFERENCE in '${words}'`);
  const percent = /^[\d.]+\s*%/.test(words);
  const bound = Number(match[1]) / (percent ? 100 : 1);
  if (!(bound > 0 && Number.isFinite(bound)))
    throw wrongGate(text, `has a bound '${match[1]}' that no ratio has`);
  return { bound, reference: (match[2] as string).trim() };
}

/** The gate, split at that relation. */
function readAt(text: string, split: RegExpExecArray): GateWords {
  const before = text.slice(0, split.index).trim();
  const left = /^(.*?)\s+of\s+(\S.*)$/s.exec(before);
  if (!left)
    throw wrongGate(text, `does not say PHASE of ARM (of commands: METRIC of COMMAND) in '${before}'`);
  return {
    text: text.trim().replaceAll(/\s+/g, ' '),
    what: left[1] as string,
    left: left[2] as string,
    relation: split[0] as Gate['relation'],
    ...parseBound(text, text.slice(split.index + split[0].length).trim()),
  };
}

/**
 * Every way to read the gate, at least one: a command may have signs of its own that look like a relation. Throws a Problem
 * (exit code 2) for the first thing that is wrong where there is no way.
 */
export function readGate(text: string): readonly [GateWords, ...GateWords[]] {
  const ways: GateWords[] = [];
  let problem: Problem | undefined;
  for (const split of text.matchAll(/<=|>=|<|>/g)) {
    try {
      ways.push(readAt(text, split));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem ??= error;
    }
  }
  const [first, ...more] = ways;
  if (first) return [first, ...more];
  throw problem ?? wrongGate(text, `has no relation (${gateRelations.join(', ')})`);
}
