/** Claims with their verdicts as text. */
import type { DecidedClaim } from '../analysis/index.ts';
import type { ClaimVerdict } from '../model/claim.ts';
import { type Style, type stylist, wrap } from './terminal.ts';

type Paint = ReturnType<typeof stylist>;

const styles: Record<ClaimVerdict, Style> = {
  supported: 'green',
  refuted: 'red',
  unresolved: 'yellow',
  unavailable: 'dim',
};

const idWidth = 6;
const verdictWidth = 13;

/** `holds where` belongs to the verdict: a reader of the table must not miss it. */
export function evidenceInWords({ decision: { sentence, holdsWhere } }: DecidedClaim): string {
  return holdsWhere ? `${sentence} Holds where: ${holdsWhere}.` : sentence;
}

function row(decided: DecidedClaim, paint: Paint): string {
  const { claim, decision } = decided;
  const { verdict } = decision;
  const indent = ' '.repeat(2 + idWidth);
  const title = `${' '.repeat(2)}${claim.id.padEnd(idWidth)}${paint(styles[verdict], verdict.padEnd(verdictWidth))}${paint('bold', claim.title)}`;
  return `${title}\n${wrap(evidenceInWords(decided), indent)}`;
}

/** `12 supported, 9 refuted (5 of them hold under conditions), ...`. */
export function summaryInWords(decided: readonly DecidedClaim[]): string {
  const count = (verdict: ClaimVerdict): number =>
    decided.filter(({ decision }) => decision.verdict === verdict).length;
  const conditional = decided.filter(({ decision }) => decision.holdsWhere).length;
  const under = conditional > 0 ? ` (${conditional} of them hold under conditions)` : '';
  return `${decided.length} claims: ${count('supported')} supported, ${count('refuted')} refuted${under}, ${count('unresolved')} unresolved, ${count('unavailable')} unavailable`;
}

/** Every claim in two parts: id, verdict and title; then the evidence. */
export function renderClaims(decided: readonly DecidedClaim[], paint: Paint): string[] {
  return decided.map((one) => row(one, paint));
}
