/** The claims of all runs, each once: what was decided in each run, those first on which runs disagree. */
import type { ClaimVerdict } from '../../../model/claim.ts';
import type { ReportClaim, ReportRun } from '../../../model/report.ts';

export type DecidedIn = { readonly letter: string; readonly claim: ReportClaim | null };

export type ClaimRow = {
  readonly claim: ReportClaim;
  /** One for each run with claims, in their order; `claim` is null where the run decided nothing about it. */
  readonly runs: readonly DecidedIn[];
  /** Runs came to different verdicts. */
  readonly differs: boolean;
  /** Everything that words are searched in, in small letters. */
  readonly text: string;
};

/** A: the post says it; K: a defect of its program; B: practitioners say it. */
const series = 'AKB';

function placeOf(id: string): number {
  const place = series.indexOf(id[0] ?? '');
  const number = Number.parseInt(id.slice(1), 10);
  return (place < 0 ? series.length : place) * 1e6 + (Number.isNaN(number) ? 0 : number);
}

function searched(claims: readonly ReportClaim[]): string {
  const parts = claims.flatMap((claim) => [
    claim.id,
    claim.title,
    claim.topic,
    claim.statement,
    claim.prediction,
    claim.sentence,
    claim.mechanism,
    claim.holdsWhere ?? '',
    ...claim.caveats,
    ...claim.source,
  ]);
  return parts.join(' ').toLowerCase();
}

function rowOf(id: string, runs: readonly ReportRun[]): ClaimRow[] {
  const decided = runs.map(({ letter, claims }) => ({
    letter,
    claim: claims.find((claim) => claim.id === id) ?? null,
  }));
  const claims = decided.flatMap(({ claim }) => claim ?? []);
  const [claim] = claims;
  if (!claim) return [];
  const differs = new Set(claims.map(({ verdict }) => verdict)).size > 1;
  return [{ claim, runs: decided, differs, text: searched(claims) }];
}

export function claimRowsOf(runs: readonly ReportRun[]): ClaimRow[] {
  const deciding = runs.filter(({ claims }) => claims.length > 0);
  const ids = new Set(deciding.flatMap(({ claims }) => claims.map(({ id }) => id)));
  return [...ids]
    .flatMap((id) => rowOf(id, deciding))
    .sort(
      (one, other) =>
        Number(other.differs) - Number(one.differs) || placeOf(one.claim.id) - placeOf(other.claim.id),
    );
}

export function hasVerdict({ runs }: ClaimRow, verdict: ClaimVerdict): boolean {
  return runs.some(({ claim }) => claim?.verdict === verdict);
}
