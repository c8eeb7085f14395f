/** What belongs to one of several runs, under a heading of its own: without one where there is only one run. */
import type { ComponentChildren } from 'preact';
import type { ReportRun } from '../../model/report.ts';
import { Below } from './subheading.tsx';

export function RunPart({
  run,
  children,
}: {
  readonly run: ReportRun;
  readonly children: ComponentChildren;
}) {
  const several = run.letter !== '';
  return (
    <>
      {several ? (
        <h3>
          <span class="letter">{run.letter}</span> {run.file.name}
        </h3>
      ) : null}
      <Below heading={several}>{children}</Below>
    </>
  );
}
