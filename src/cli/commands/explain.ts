/** `firsttouch explain ID [RUN]`: the full reasoning behind one verdict, from a recorded run or from one made now. */
import { type Analysis, computeFindings, decideOne } from '../../analysis/index.ts';
import { claims } from '../../claims/index.ts';
import { Problem } from '../../model/problem.ts';
import { renderExplanation } from '../render-explanation.ts';
import { reportProblem } from '../report-problem.ts';
import { type RunClaimsOptions, runClaims } from '../run-claims.ts';
import { loadRun } from '../run-session.ts';
import { stylist } from '../terminal.ts';

function explain(analysis: Analysis, id: string, path: string): void {
  const claim = claims.find((one) => one.id === id.toUpperCase());
  const decided = claim && decideOne(analysis, claim);
  if (!decided) {
    throw new Problem(
      'not-in-run',
      `the run '${path}' has not the evidence for ${id.toUpperCase()}`,
      `leave the file out, and \`firsttouch explain ${id}\` measures it now`,
    );
  }
  const { name, stages } = analysis.header.plan;
  const keyOf = (stage: string): string => (stage.includes('/') ? stage : `${name}/${stage}`);
  const observations = computeFindings(analysis).filter(
    ({ kind, stage }) => kind === 'observation' && decided.claim.needs.includes(keyOf(stage)),
  );
  const questions = new Map(stages.map((stage) => [stage.name, stage.question]));
  process.stdout.write(renderExplanation(decided, observations, questions, stylist(process.stdout)));
}

export async function explainCommand(
  id: string,
  run: string | undefined,
  options: RunClaimsOptions,
): Promise<void> {
  if (run !== undefined && claims.some((claim) => claim.id === id.toUpperCase())) {
    explain(loadRun(run).analysis, id, run);
    return;
  }
  const { analysis, path, problem } = await runClaims({ ids: [id] }, options);
  explain(analysis, id, path);
  if (problem) reportProblem(problem);
  process.exitCode = problem ? problem.exitCode : analysis.end?.reason === 'interrupted' ? 130 : 0;
}
