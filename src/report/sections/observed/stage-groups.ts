/** Stages of a run of claims by the experiment that they come from: `fork/bill` is `bill` of `fork`. */
import type { ObservedStage } from '../../parts/observations.ts';

export type StageGroup = {
  readonly name: string;
  readonly stages: readonly { readonly name: string; readonly stage: ObservedStage }[];
};

/** In the order of their first stages; one group without a name where stages have no experiment of their own. */
export function stageGroups(stages: readonly ObservedStage[]): StageGroup[] {
  const groups = new Map<string, StageGroup['stages'][number][]>();
  for (const stage of stages) {
    const [before, ...after] = stage.name.split('/');
    const [group, name] = after.length > 0 ? [before ?? '', after.join('/')] : ['', stage.name];
    groups.set(group, [...(groups.get(group) ?? []), { name, stage }]);
  }
  return [...groups].map(([name, own]) => ({ name, stages: own }));
}
