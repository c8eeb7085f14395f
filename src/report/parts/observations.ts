/** What stages of scenarios observed, stage by stage. */
import type { Finding } from '../../model/finding.ts';
import type { ReportRun } from '../../model/report.ts';
import type { ScenarioArm } from '../../model/scenario.ts';

export type ObservedStage = {
  readonly name: string;
  readonly question: string;
  /** One for each arm that read something to its end. */
  readonly observations: readonly Finding[];
  /** Arms that read nothing, and why. */
  readonly nothing: readonly Finding[];
  /** Times of phases, against the first arm. */
  readonly comparisons: readonly Finding[];
  /** The settings of an arm, as they were planned. */
  readonly planned: (arm: string | null) => ScenarioArm | undefined;
};

export function observedStages({ header, findings }: ReportRun): ObservedStage[] {
  return header.plan.stages.flatMap((stage) => {
    if (stage.kind !== 'scenarios') return [];
    const own = findings.filter((finding) => finding.stage === stage.name);
    const observed = own.filter(({ kind }) => kind === 'observation');
    if (observed.length === 0) return [];
    return [
      {
        name: stage.name,
        question: stage.question,
        observations: observed.filter(({ n }) => n > 0),
        nothing: observed.filter(({ n }) => n === 0),
        comparisons: own.filter(({ kind }) => kind === 'comparison'),
        planned: (arm) => stage.arms.find(({ name }) => name === arm),
      },
    ];
  });
}

/** A figure that is one number; null where there is none of that name. */
export function numberOf({ figures }: Finding, name: string): number | null {
  const value = figures?.[name];
  return typeof value === 'number' ? value : null;
}
