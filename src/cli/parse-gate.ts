/** Gates as people write them: `first-touch of mmap-private at 1MiB <= 1.02 x malloc`, or `<= 102 % of malloc`. */
import type { ExperimentPlan } from '../model/experiment.ts';
import { findGatePlaces, type Gate, gatePhases, gateRelations } from '../model/gate.ts';
import { Problem } from '../model/problem.ts';
import { formatBytes } from '../model/units.ts';
import { parseSize } from './parse-size.ts';
import { suggest } from './suggest.ts';

const hint =
  "a gate is PHASE[+PHASE...] of ARM [at SIZE] RELATION NUMBER x REFERENCE: --gate 'first-touch of mmap-private <= 1.02 x malloc'";

function wrong(text: string, why: string): Problem {
  return new Problem('bad-gate', `the gate '${text}' ${why}`, hint);
}

function parsePhases(text: string, words: string): Gate['phases'] {
  const names = words.split('+').map((word) => word.trim());
  const named = names.map((name) => {
    const phase = gatePhases.find((one) => one === name);
    if (phase) return phase;
    throw wrong(text, `has an unknown phase '${name}'.${suggest(name, gatePhases)}`);
  });
  const twice = named.find((phase, index) => named.indexOf(phase) !== index);
  if (twice) throw wrong(text, `adds the phase '${twice}' twice`);
  if (named.includes('total') && named.length > 1)
    throw wrong(text, "adds phases to 'total', which has them");
  return named;
}

/** `1.02 x REFERENCE`, `1.02 REFERENCE` or `102 % of REFERENCE`. */
function parseBound(text: string, words: string): Pick<Gate, 'bound' | 'reference'> {
  const match = /^(\d+(?:\.\d+)?)(?:\s*\*\s*|\s*%\s+of\s+|\s*x\s+|\s+(?!x$))(\S.*)$/.exec(words);
  if (!match) throw wrong(text, `has no NUMBER x REFERENCE in '${words}'`);
  const percent = /^[\d.]+\s*%/.test(words);
  const bound = Number(match[1]) / (percent ? 100 : 1);
  if (!(bound > 0 && Number.isFinite(bound)))
    throw wrong(text, `has a bound '${match[1]}' that no ratio has`);
  return { bound, reference: (match[2] as string).trim() };
}

/** One gate, read strictly; which arms and sizes there are is not looked at. Throws a Problem (exit code 2). */
export function parseGate(text: string, pageSizeBytes: number): Gate {
  const parts = /^(.*?)\s*(<=|>=|<|>)\s*(.*)$/.exec(text.trim());
  const relation = gateRelations.find((one) => one === parts?.[2]);
  if (!parts || !relation) throw wrong(text, `has no relation (${gateRelations.join(', ')})`);
  const left = /^(.*?)\s+of\s+(.*?)(?:\s+at\s+(.*))?$/.exec(parts[1] as string);
  if (!left?.[2]) throw wrong(text, `does not say PHASE of ARM in '${parts[1]}'`);
  const size = left[3];
  return {
    text: text.trim().replaceAll(/\s+/g, ' '),
    phases: parsePhases(text, left[1] as string),
    arm: left[2].trim(),
    ...(size === undefined ? {} : { sizeBytes: parseSize(size, pageSizeBytes) }),
    relation,
    ...parseBound(text, (parts[3] as string).trim()),
  };
}

/** Throws where the gate is about no cell of the plan, by the part of it that is not there. */
function requireCells(gate: Gate, plan: ExperimentPlan): void {
  const cells = plan.stages.flatMap((stage) => (stage.kind === 'comparison' ? stage.cells : []));
  const names = [...new Set(cells.flatMap((cell) => cell.arms.map((arm) => arm.name)))];
  for (const name of [gate.arm, gate.reference]) {
    if (names.includes(name)) continue;
    const known = suggest(name, names) || ` The arms are ${names.join(', ')}.`;
    throw wrong(gate.text, `names the arm '${name}', which this run does not compare.${known}`);
  }
  if (gate.arm === gate.reference) throw wrong(gate.text, `compares '${gate.arm}' with itself`);
  if (findGatePlaces([gate], plan).length > 0) return;
  const sizes = [...new Set(cells.map((cell) => cell.sizeBytes))];
  if (gate.sizeBytes !== undefined && !sizes.includes(gate.sizeBytes)) {
    const known = sizes.map(formatBytes).join(', ');
    throw wrong(
      gate.text,
      `is about ${formatBytes(gate.sizeBytes)}, where this run compares nothing. The sizes are ${known}.`,
    );
  }
  throw wrong(gate.text, `applies to no cell: '${gate.arm}' and '${gate.reference}' never meet`);
}

/** The values of `--gate`, checked against the plan. Throws a Problem (exit code 2) that quotes the part that is wrong. */
export function parseGates(texts: readonly string[], plan: ExperimentPlan, pageSizeBytes: number): Gate[] {
  const gates = texts.map((text) => parseGate(text, pageSizeBytes));
  for (const gate of gates) requireCells(gate, plan);
  return gates.filter((gate, index) => gates.findIndex((one) => one.text === gate.text) === index);
}
