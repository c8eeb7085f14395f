/** `firsttouch claims [ID...]`: statements put to the test on this machine, with a verdict for each. */
import { printClaims } from '../print-claims.ts';
import { type ReportChoice, reportAfterRun, requireReportPlace } from '../report/after-run.ts';
import { reportProblem } from '../report-problem.ts';
import { requireFormatOf } from '../require-format.ts';
import { type RunClaimsOptions, runClaims } from '../run-claims.ts';

export type ClaimsOptions = RunClaimsOptions &
  ReportChoice & {
    readonly all?: boolean;
    readonly post?: boolean;
    readonly format: string;
  };

export async function claimsCommand(ids: readonly string[], options: ClaimsOptions): Promise<void> {
  requireFormatOf(options.format, ['text', 'json']);
  requireReportPlace(options);
  const { all = false, post = false } = options;
  const { analysis, path, problem, slow } = await runClaims({ ids, all, post }, options);
  printClaims(analysis, path, options.format, slow);
  if (problem) reportProblem(problem);
  process.exitCode = problem ? problem.exitCode : analysis.end?.reason === 'interrupted' ? 130 : 0;
  await reportAfterRun(path, options, { usual: false, format: options.format });
}
