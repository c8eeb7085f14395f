/** Gates as people write them: `first-touch of mmap-private at 1MiB <= 1.02 x malloc`, or `<= 102 % of malloc`. */
import type { ExperimentPlan } from '../model/experiment.ts';
import {
  findGatePlaces,
  type Gate,
  gateMetrics,
  gatePhases,
  isSameGate,
  type PhaseGate,
} from '../model/gate.ts';
import { formatBytes } from '../model/units.ts';
import { type GateWords, readGate, wrongGate } from './gate-words.ts';
import { parseCommandGate } from './parse-command-gate.ts';
import { parseSize } from './parse-size.ts';
import { suggest } from './suggest.ts';

function unknownPhase(name: string): string {
  const there = ` The phases are ${gatePhases.join(', ')}.`;
  if ((gateMetrics as readonly string[]).includes(name))
    return `is about '${name}', which only commands have (firsttouch compare).${there}`;
  return `has an unknown phase '${name}'.${suggest(name, gatePhases) || there}`;
}

function parsePhases({ text, what }: GateWords): PhaseGate['phases'] {
  const names = what.split('+').map((word) => word.trim());
  const named = names.map((name) => {
    const phase = gatePhases.find((one) => one === name);
    if (phase) return phase;
    throw wrongGate(text, unknownPhase(name));
  });
  const twice = named.find((phase, index) => named.indexOf(phase) !== index);
  if (twice) throw wrongGate(text, `adds the phase '${twice}' twice`);
  if (named.includes('total') && named.length > 1)
    throw wrongGate(text, "adds phases to 'total', which has them");
  return named;
}

/** Which arms and sizes there are is not looked at. */
function parsePhaseGate(words: GateWords, pageSizeBytes: number): PhaseGate {
  const { text, relation, bound, reference } = words;
  const [, arm = '', size] = /^(.*?)(?:\s+at\s+(.*))?$/s.exec(words.left) ?? [];
  return {
    text,
    phases: parsePhases(words),
    arm: arm.trim(),
    ...(size === undefined ? {} : { sizeBytes: parseSize(size, pageSizeBytes) }),
    relation,
    bound,
    reference,
  };
}

/** Throws where the gate is about no cell of the plan, by the part of it that is not there. */
function requireCells(gate: PhaseGate, plan: ExperimentPlan): void {
  const cells = plan.stages.flatMap((stage) => (stage.kind === 'comparison' ? stage.cells : []));
  const names = [...new Set(cells.flatMap((cell) => cell.arms.map((arm) => arm.name)))];
  for (const name of [gate.arm, gate.reference]) {
    if (names.includes(name)) continue;
    const known = suggest(name, names) || ` The arms are ${names.join(', ')}.`;
    throw wrongGate(gate.text, `names the arm '${name}', which this run does not compare.${known}`);
  }
  if (gate.arm === gate.reference) throw wrongGate(gate.text, `compares '${gate.arm}' with itself`);
  if (findGatePlaces([gate], plan).length > 0) return;
  const sizes = [...new Set(cells.map((cell) => cell.sizeBytes))];
  if (gate.sizeBytes !== undefined && !sizes.includes(gate.sizeBytes)) {
    const known = sizes.map(formatBytes).join(', ');
    throw wrongGate(
      gate.text,
      `is about ${formatBytes(gate.sizeBytes)}, where this run compares nothing. The sizes are ${known}.`,
    );
  }
  throw wrongGate(gate.text, `applies to no cell: '${gate.arm}' and '${gate.reference}' never meet`);
}

/** The stages decide what there is to bind: the phases of arms, or the metrics of commands. */
function parseGate(text: string, plan: ExperimentPlan, pageSizeBytes: number): Gate {
  const ways = readGate(text);
  const commands = plan.stages.flatMap((stage) => (stage.kind === 'commands' ? stage.commands : []));
  if (commands.length > 0) return parseCommandGate(ways, commands);
  const gate = parsePhaseGate(ways[0], pageSizeBytes);
  requireCells(gate, plan);
  return gate;
}

/** The values of `--gate`, checked against the plan. Throws a Problem (exit code 2) that quotes the part that is wrong. */
export function parseGates(texts: readonly string[], plan: ExperimentPlan, pageSizeBytes: number): Gate[] {
  const gates = texts.map((text) => parseGate(text, plan, pageSizeBytes));
  return gates.filter((gate, index) => gates.findIndex((one) => isSameGate(one, gate)) === index);
}
