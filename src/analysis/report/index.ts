/** A run as a report shows it: what was found, and what is drawn, thinned so far that a page stays fluent. */
import type { ReportClaim, ReportFile, ReportRun } from '../../model/report.ts';
import type { Analysis } from '../analysis.ts';
import { computeFindings } from '../compute-findings.ts';
import { decideClaims } from '../decide-claims.ts';
import { memoryBandwidth } from './bandwidth.ts';
import { reportCells } from './cells.ts';
import { reportTrust } from './trust.ts';

function reportClaims(analysis: Analysis): ReportClaim[] {
  return decideClaims(analysis).map(({ claim, decision }) => {
    const { id, title, statement, source, prediction, mechanism, caveats, needs } = claim;
    const { verdict, sentence, holdsWhere = null } = decision;
    const topic = needs[0]?.split('/')[0] ?? '';
    return {
      id,
      title,
      topic,
      statement,
      source,
      prediction,
      mechanism,
      caveats,
      needs,
      verdict,
      sentence,
      holdsWhere,
    };
  });
}

/** How the run stands on the page: its letter, and its file. */
export type ReportPlace = {
  readonly letter: string;
  readonly file: ReportFile;
  readonly truncated: boolean;
};

export function reportRun(analysis: Analysis, place: ReportPlace): ReportRun {
  const { header, end, trials, refusedTrials } = analysis;
  const findings = computeFindings(analysis);
  const cells = reportCells(analysis);
  return {
    ...place,
    header,
    end: end ?? null,
    trials,
    refused: refusedTrials,
    findings,
    cells,
    bandwidth: memoryBandwidth(findings, cells),
    claims: reportClaims(analysis),
    trust: reportTrust(analysis),
  };
}
