/** From a run's records to findings. `Analysis` folds, `computeFindings` says what it came to, `reportRun` what is drawn. */
export { Analysis } from './analysis.ts';
export { compareRuns } from './between-runs.ts';
export { commandResults } from './command-results.ts';
export { computeFindings } from './compute-findings.ts';
export { type DecidedClaim, decideClaims, decideOne } from './decide-claims.ts';
export { evidenceOf } from './evidence.ts';
export { pagesPerFault } from './expected-faults.ts';
export { ledgerEntries, summariseLedger, type TrustRecord, type TrustSummary } from './ledger-fold.ts';
export { type ReportPlace, reportRun } from './report/index.ts';
