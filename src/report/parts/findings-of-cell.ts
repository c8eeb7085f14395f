/** Which findings of a run are about a cell of it. */
import type { Finding } from '../../model/finding.ts';
import type { ReportCell } from '../../model/report.ts';

/** Findings of one cell: same stage, size and design, and pattern where they name one. */
export function isOfCell(finding: Finding, { stage, sizeBytes, design, pattern }: ReportCell): boolean {
  const named = finding.figures?.pattern;
  return (
    finding.stage === stage &&
    finding.sizeBytes === sizeBytes &&
    (finding.design ?? design) === design &&
    (typeof named !== 'string' || pattern === null || named === pattern)
  );
}
