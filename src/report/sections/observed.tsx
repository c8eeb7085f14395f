/** Everything that stages of scenarios observed: figures of all arms, stage by stage. */
import type { ReportRun } from '../../model/report.ts';
import { formatNumber } from '../../model/units.ts';
import { type ObservedStage, observedStages } from '../parts/observations.ts';
import { RunPart } from '../parts/run-part.tsx';
import type { Section } from '../section.ts';
import { FoldedStage, OpenStage } from './observed/observed-stage.tsx';
import { type StageGroup, stageGroups } from './observed/stage-groups.ts';

/** More stages than these are folded: a page is to be read. */
const mostOpen = 3;

function Group({ group: { name, stages } }: { readonly group: StageGroup }) {
  const list = stages.map(({ name: own, stage }) => <FoldedStage key={own} name={own} stage={stage} />);
  if (name === '') return <>{list}</>;
  return (
    <details>
      <summary>
        <b>{name}</b> {formatNumber(stages.length, 'stage')}
      </summary>
      <div class="stages">{list}</div>
    </details>
  );
}

function Stages({ stages }: { readonly stages: readonly ObservedStage[] }) {
  if (stages.length <= mostOpen) {
    return (
      <>
        {stages.map((stage) => (
          <OpenStage key={stage.name} stage={stage} />
        ))}
      </>
    );
  }
  return (
    <div class="stages">
      {stageGroups(stages).map((group) => (
        <Group key={group.name} group={group} />
      ))}
    </div>
  );
}

function trialsOf(stages: readonly ObservedStage[]): number {
  return stages.flatMap(({ observations }) => observations).reduce((sum, { n }) => sum + n, 0);
}

function Observed({ run }: { readonly run: ReportRun }) {
  const stages = observedStages(run);
  if (stages.length === 0) return null;
  return (
    <section class="observed">
      <RunPart run={run}>
        <p>
          {formatNumber(trialsOf(stages), 'trial')} in {formatNumber(stages.length, 'stage')}, each in a fresh
          process. The figures are medians of an arm’s trials; words and lists are those of the last trial.
        </p>
        <Stages stages={stages} />
      </RunPart>
    </section>
  );
}

export const observed: Section = {
  id: 'observed',
  title: 'What was observed',
  appliesTo: ({ runs }) => runs.some((run) => observedStages(run).length > 0),
  charts: () => [],
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => (
        <Observed key={run.letter} run={run} />
      ))}
    </>
  ),
};
