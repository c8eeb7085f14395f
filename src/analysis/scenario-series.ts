/** What a stage of scenarios has read so far, arm by arm: evidence as claims take it, and nothing concluded yet. */
import type { ArmEvidence, TrialEvidence } from '../model/claim.ts';
import type { TrialRecord } from '../model/run.ts';
import { controlName, type ScenarioStage } from '../model/scenario.ts';

export class ScenarioSeries {
  readonly stage: ScenarioStage;
  /** By arm, the control arm last. */
  readonly #trials: readonly TrialEvidence[][];

  constructor(stage: ScenarioStage) {
    this.stage = stage;
    this.#trials = [...stage.arms, stage.arms[0]].map(() => []);
  }

  /** Takes a trial; false where it could not be run or did not end by itself. */
  add({ arm, block, end, readings }: TrialRecord): boolean {
    this.#trials[arm]?.push({ block, end, readings: readings ?? null });
    return end.how === 'exit' && readings !== undefined;
  }

  get blocks(): number {
    return Math.max(0, ...this.#trials.flatMap((own) => own.map(({ block }) => block + 1)));
  }

  trialsOf(arm: number): readonly TrialEvidence[] {
    return this.#trials[arm] ?? [];
  }

  /** The arms by name; where every trial of one was refused, the reason. */
  evidence(): Readonly<Record<string, ArmEvidence>> {
    const arms = this.stage.arms.map(({ name }, arm) => [name, evidenceOf(this.trialsOf(arm))] as const);
    const control = this.trialsOf(this.stage.arms.length);
    return Object.fromEntries([
      ...arms,
      ...(control.length > 0 ? [[controlName, evidenceOf(control)] as const] : []),
    ]);
  }
}

function evidenceOf(trials: readonly TrialEvidence[]): ArmEvidence {
  const [first] = trials;
  if (!first) return { state: 'unavailable', reason: 'it was not run' };
  const refused = first.end.how === 'refused' && trials.every(({ end }) => end.how === 'refused');
  if (refused && first.end.how === 'refused') return { state: 'unavailable', reason: first.end.reason };
  return { state: 'measured', trials };
}
