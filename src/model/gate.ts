/** A gate: a bound on the ratio of what two arms, or two commands, take, and the places of a plan that it is about. */
import * as v from 'valibot';
import type { ComparisonStage, ExperimentPlan, Stage } from './experiment.ts';
import { type Phase, phases } from './probe.ts';

/** `total` stands for the phases that the cell's stage measures. */
export const gatePhases = [...phases, 'total'] as const;
/** What of commands can be bound: `cpu` is user and system time; `peak-memory` is known from witness trials alone. */
export const gateMetrics = ['wall', 'cpu', 'minor-faults', 'peak-memory'] as const;
export const gateRelations = ['<=', '<', '>=', '>'] as const;

const sides = {
  text: v.string(),
  arm: v.string(),
  reference: v.string(),
  relation: v.picklist(gateRelations),
  bound: v.pipe(v.number(), v.minValue(Number.MIN_VALUE)),
};

const phaseGateSchema = v.object({
  ...sides,
  phases: v.pipe(v.array(v.picklist(gatePhases)), v.minLength(1)),
  sizeBytes: v.exactOptional(v.number()),
});

const metricGateSchema = v.object({ ...sides, metric: v.picklist(gateMetrics) });

/** `text` is the gate as it was asked for; `bound` is a ratio, above 0; without `sizeBytes` every size is meant. */
export const gateSchema = v.union([metricGateSchema, phaseGateSchema]);

/** The sum of the phases' times of `arm`, over that of `reference`, stands in the relation to the bound. */
export type PhaseGate = Readonly<v.InferOutput<typeof phaseGateSchema>>;
/** The metric of the command named `arm`, over that of the one named `reference`, stands in the relation to the bound. */
export type MetricGate = Readonly<v.InferOutput<typeof metricGateSchema>>;
export type Gate = PhaseGate | MetricGate;

/**
 * `held`: the whole interval of the ratio meets the bound. `violated`: the whole interval breaks it. Else `unresolved`, and
 * also where the control is void. Of peak memory the range over the witness trials stands for the interval.
 */
export type GateOutcome = 'held' | 'violated' | 'unresolved';

/** One cell, or one stage of commands, that a gate is about; arm and reference by their numbers there. */
export type GatePlace<G extends Gate = Gate> = {
  readonly gate: G;
  readonly stage: number;
  readonly cell: number;
  readonly arm: number;
  readonly reference: number;
};

/** Commands may differ in their spaces alone, which the text does not keep. */
export function isSameGate(one: Gate, other: Gate): boolean {
  return one.text === other.text && one.arm === other.arm && one.reference === other.reference;
}

export function isMetricPlace(place: GatePlace): place is GatePlace<MetricGate> {
  return 'metric' in place.gate;
}

/** Whether the gate rests on an interval, and so on a share of the error rate. */
export function hasErrorRate({ gate }: GatePlace): boolean {
  return !('metric' in gate) || gate.metric !== 'peak-memory';
}

/** The phases that a gate adds up in a stage. */
export function gatedPhases(gate: PhaseGate, stage: ComparisonStage): readonly Phase[] {
  return gate.phases.flatMap((phase) => (phase === 'total' ? stage.measure : [phase]));
}

/** The names of the arms at each cell of the stage that the gate could be about. */
function armsByCell(gate: Gate, stage: Stage): (readonly { readonly name: string }[])[] {
  if ('metric' in gate) return stage.kind === 'commands' ? [stage.commands] : [];
  if (stage.kind !== 'comparison') return [];
  const meant = (sizeBytes: number): boolean => (gate.sizeBytes ?? sizeBytes) === sizeBytes;
  return stage.cells.map(({ sizeBytes, arms }) => (meant(sizeBytes) ? arms : []));
}

/** Every cell of the plan that has both arms, at the gate's size where it names one; every stage that has both commands. */
export function findGatePlaces(gates: readonly Gate[], plan: ExperimentPlan): GatePlace[] {
  return gates.flatMap((gate) =>
    plan.stages.flatMap((definition, stage) =>
      armsByCell(gate, definition).flatMap((arms, cell) => {
        const numberOf = (name: string): number => arms.findIndex((one) => one.name === name);
        const [arm, reference] = [numberOf(gate.arm), numberOf(gate.reference)];
        return arm >= 0 && reference >= 0 ? [{ gate, stage, cell, arm, reference }] : [];
      }),
    ),
  );
}
