/** A gate: a bound on the ratio of two arms' times that a run is asked to hold, and the cells of a plan that it is about. */
import * as v from 'valibot';
import type { ComparisonStage, ExperimentPlan } from './experiment.ts';
import { type Phase, phases } from './probe.ts';

/** `total` stands for the phases that the cell's stage measures. */
export const gatePhases = [...phases, 'total'] as const;
export const gateRelations = ['<=', '<', '>=', '>'] as const;

/** `text` is the gate as it was asked for; `bound` is a ratio, above 0; without `sizeBytes` every size is meant. */
export const gateSchema = v.object({
  text: v.string(),
  phases: v.pipe(v.array(v.picklist(gatePhases)), v.minLength(1)),
  arm: v.string(),
  reference: v.string(),
  sizeBytes: v.exactOptional(v.number()),
  relation: v.picklist(gateRelations),
  bound: v.pipe(v.number(), v.minValue(Number.MIN_VALUE)),
});

/** The sum of the phases' times of `arm`, over that of `reference`, stands in the relation to the bound. */
export type Gate = Readonly<v.InferOutput<typeof gateSchema>>;

/**
 * `held`: the whole interval of the ratio meets the bound. `violated`: the whole interval breaks it. Else `unresolved`, and
 * also where the control of the cell is void.
 */
export type GateOutcome = 'held' | 'violated' | 'unresolved';

/** One cell that a gate is about; arm and reference by their numbers there. */
export type GatePlace = {
  readonly gate: Gate;
  readonly stage: number;
  readonly cell: number;
  readonly arm: number;
  readonly reference: number;
};

/** The phases that a gate adds up in a stage. */
export function gatedPhases(gate: Gate, stage: ComparisonStage): readonly Phase[] {
  return gate.phases.flatMap((phase) => (phase === 'total' ? stage.measure : [phase]));
}

/** Every cell of the plan that has both arms, at the gate's size where it names one. */
export function findGatePlaces(gates: readonly Gate[], plan: ExperimentPlan): GatePlace[] {
  return gates.flatMap((gate) =>
    plan.stages.flatMap((definition, stage) => {
      if (definition.kind !== 'comparison') return [];
      return definition.cells.flatMap(({ sizeBytes, arms }, cell) => {
        const [arm, reference] = [gate.arm, gate.reference].map((name) =>
          arms.findIndex((one) => one.name === name),
        ) as [number, number];
        const applies = arm >= 0 && reference >= 0 && (gate.sizeBytes ?? sizeBytes) === sizeBytes;
        return applies ? [{ gate, stage, cell, arm, reference }] : [];
      });
    }),
  );
}
