/** The document of `claims --format json`, and its schema. */
import { toJsonSchema } from '@valibot/to-json-schema';
import {
  type Claim,
  type ClaimVerdict,
  claimVerdicts,
  type Decision,
  type EvidenceMachine,
} from '../model/claim.ts';
import { type ClaimsDocument, claimsDocumentSchema } from '../model/claims-document.ts';
import { version } from '../model/version.ts';
import type { ExportedRun } from './findings-document.ts';

type Decided = { readonly claim: Claim; readonly decision: Decision };

/** How many decisions have each verdict. */
function countVerdicts(decided: readonly Decided[]): Record<ClaimVerdict, number> {
  const counts = Object.fromEntries(
    claimVerdicts.map((verdict) => [
      verdict,
      decided.filter(({ decision }) => decision.verdict === verdict).length,
    ]),
  );
  return counts as Record<ClaimVerdict, number>;
}

export function claimsDocument(
  run: ExportedRun,
  machine: EvidenceMachine,
  decided: readonly Decided[],
): ClaimsDocument {
  const { header, end, trials, file } = run;
  const { kernel, glibc, node, architecture, cpus, memoryBytes, thpEnabled, virtual } = machine;
  return {
    firsttouch: version,
    run: {
      file,
      startedAt: header.startedAt,
      seed: header.settings.seed,
      command: [...header.command],
      trials,
      seconds: end ? end.atMs / 1000 : null,
      end: end ? end.reason : 'killed',
    },
    machine: { kernel, glibc, node, architecture, cpus, memoryBytes, thpEnabled, virtual },
    claims: decided.map(({ claim, decision }) => ({
      id: claim.id,
      title: claim.title,
      statement: claim.statement,
      source: [...claim.source],
      since: claim.since ?? null,
      until: claim.until ?? null,
      verdict: decision.verdict,
      sentence: decision.sentence,
      holdsWhere: decision.holdsWhere ?? null,
      needs: [...claim.needs],
    })),
    summary: countVerdicts(decided),
  };
}

/** JSON Schema (draft 7) of that document. */
export function claimsJsonSchema(): ReturnType<typeof toJsonSchema> {
  return toJsonSchema(claimsDocumentSchema);
}
