/** Heads what belongs to one of several runs: nothing where there is only one. */
import type { ReportRun } from '../model/report.ts';

export function RunTitle({ run }: { readonly run: ReportRun }) {
  if (run.letter === '') return null;
  return (
    <h3>
      <span class="letter">{run.letter}</span> {run.file.name}
    </h3>
  );
}
