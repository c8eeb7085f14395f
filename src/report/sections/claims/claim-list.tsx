/** All claims as a list that filters; without a script all of them are there. */
import { useMemo, useState } from 'preact/hooks';
import type { Report } from '../../../model/report.ts';
import { ClaimEntry } from './claim-entry.tsx';
import { type ClaimChoice, ClaimFilter, everyClaim, isChosen } from './claim-filter.tsx';
import { claimRowsOf } from './claim-rows.ts';

export function ClaimList({ report }: { readonly report: Report }) {
  const [choice, choose] = useState<ClaimChoice>(everyClaim);
  const rows = useMemo(() => claimRowsOf(report.runs), [report]);
  const disagreements = rows.filter(({ differs }) => differs).length;
  const several = (rows[0]?.runs.length ?? 0) > 1;
  return (
    <>
      {several ? (
        <p>
          {disagreements === 0
            ? 'The runs came to the same verdict on every claim that more than one of them tested.'
            : `The runs came to different verdicts on ${disagreements} of ${rows.length} claims, which come first.`}
        </p>
      ) : null}
      <ClaimFilter rows={rows} choice={choice} choose={choose} />
      <ol class="claims">
        {rows.map((row) => (
          <ClaimEntry key={row.claim.id} row={row} hidden={!isChosen(row, choice)} />
        ))}
      </ol>
    </>
  );
}
