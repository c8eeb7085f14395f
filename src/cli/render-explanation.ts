/** One claim in full: what was predicted, what was measured, why it is so, what qualifies it, who says it. */
import type { DecidedClaim } from '../analysis/index.ts';
import type { Versions } from '../model/claim.ts';
import type { Finding } from '../model/finding.ts';
import { renderScenarios } from './render-scenarios.ts';
import { type stylist, wrap } from './terminal.ts';

type Paint = ReturnType<typeof stylist>;

function versionsInWords({ kernel, glibc, node }: Versions): string {
  const named = [kernel && `Linux ${kernel}`, glibc && `glibc ${glibc}`, node && `Node ${node}`];
  return named.filter(Boolean).join(', ');
}

function part(title: string, text: readonly string[], paint: Paint): string[] {
  if (text.length === 0) return [];
  return ['', paint('bold', title), ...text.map((one) => wrap(one, '  '))];
}

/** `observations` are those of the stages that the claim needs. */
export function renderExplanation(
  { claim, decision }: DecidedClaim,
  observations: readonly Finding[],
  questions: ReadonlyMap<string, string>,
  paint: Paint,
): string {
  const versions = [
    ...(claim.since ? [`true since ${versionsInWords(claim.since)}`] : []),
    ...(claim.until ? [`true until ${versionsInWords(claim.until)}`] : []),
  ];
  const lines = [
    wrap(`${claim.id}: ${claim.title}`, '  ', ''),
    wrap(claim.statement, '  '),
    ...part('Verdict', [`${decision.verdict}: ${decision.sentence}`], paint),
    ...part('It holds where', decision.holdsWhere ? [`${decision.holdsWhere}.`] : [], paint),
    ...part('Prediction', [claim.prediction], paint),
    ...renderScenarios(observations, questions, paint),
    ...part('Mechanism', [claim.mechanism], paint),
    ...part('Versions', versions.length > 0 ? [`The statement was ${versions.join(' and ')}.`] : [], paint),
    ...part('Caveats', claim.caveats, paint),
    ...part('Who says it', [claim.source.join('; ')], paint),
    ...part('Evidence from', [claim.needs.join(', ')], paint),
  ];
  return `${lines.join('\n')}\n`;
}
