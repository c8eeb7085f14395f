/** A run on stdout, in the format asked for. */
import { type Analysis, computeFindings } from '../analysis/index.ts';
import { exporters } from '../exporters/index.ts';
import type { Finding } from '../model/finding.ts';
import { printClaims } from './print-claims.ts';
import { renderRun } from './render-run.ts';
import { requireFormatOf } from './require-format.ts';

const formats = ['text', ...exporters.map((exporter) => exporter.name)];

/** Throws a Problem (exit code 2) for a format that does not exist. */
export function requireFormat(format: string): void {
  requireFormatOf(format, formats);
}

/** Prints the findings of the run that stands in the file, and returns them. */
export function printRun(analysis: Analysis, file: string, format: string): Finding[] {
  const findings = computeFindings(analysis);
  if (analysis.header.plan.name === 'claims') {
    printClaims(analysis, file, format);
    return findings;
  }
  const { header, end, trials, refusedTrials } = analysis;
  const exporter = exporters.find((one) => one.name === format);
  process.stdout.write(
    exporter
      ? exporter.serialize({ header, end, trials, refusedTrials, file }, findings)
      : renderRun(analysis, findings, file, process.stdout),
  );
  return findings;
}
