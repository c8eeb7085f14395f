/** Below the answer: the gates of the run, and its other conclusions, each a sentence. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportClaim, ReportRun } from '../../../model/report.ts';
import { formatCount } from '../../../model/units.ts';
import { Subheading } from '../../parts/subheading.tsx';
import { typeset } from '../../parts/typeset.ts';
import { asSentence, shortened } from './answer-in-words.ts';
import { conclusionOf, type Decisive } from './decisive.ts';

const mostSentences = 6;
const mostClaims = 4;

function outcomeOf({ figures }: Finding): string {
  return String(figures?.outcome ?? 'unresolved');
}

/** The bounds that the run was given: they decide its exit code, so they come first. */
export function Gates({ run }: { readonly run: ReportRun }) {
  const gates = run.findings.filter(({ kind }) => kind === 'gate');
  if (gates.length === 0) return null;
  const violated = gates.filter((gate) => outcomeOf(gate) === 'violated').length;
  const heading =
    violated > 0
      ? `${formatCount(violated)} of ${formatCount(gates.length)} gates violated`
      : `No gate violated, of ${formatCount(gates.length)}`;
  return (
    <>
      <p class={violated > 0 ? 'gates violated' : 'gates'}>{heading}.</p>
      <ul class="sentences">
        {gates.map((gate, index) => (
          <li key={index} class={outcomeOf(gate) === 'violated' ? 'violated' : undefined}>
            {shortened(gate.sentence)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Conclusions beside the answer; of what is said of every cell (which way to take, which is fastest), the decisive one's. */
function furtherOf(run: ReportRun, decisive: Decisive | undefined) {
  const answer = conclusionOf(run);
  const of = (kind: Finding['kind']): Finding[] => run.findings.filter((finding) => finding.kind === kind);
  const here = ({ sizeBytes, stage }: Finding): boolean =>
    sizeBytes === decisive?.cell.sizeBytes && stage === decisive?.cell.stage;
  const cells = [...of('advice'), ...of('ranking')];
  const first = [
    ...of('conclusion').filter((finding) => finding !== answer),
    ...['output', 'exit-code', 'left-running'].flatMap((kind) => of(kind as Finding['kind'])),
    ...cells.filter(here),
    ...of('designs'),
  ];
  const others = cells.filter((finding) => !here(finding));
  return { first: first.slice(0, mostSentences), rest: [...first.slice(mostSentences), ...others] };
}

function Sentences({ findings }: { readonly findings: readonly Finding[] }) {
  const names = findings.flatMap(({ arm, reference }) => [arm ?? '', reference ?? '']);
  return (
    <ul class="sentences">
      {findings.map(({ sentence }, index) => (
        <li key={index}>{typeset(asSentence(shortened(sentence, 900), names))}</li>
      ))}
    </ul>
  );
}

export function Further({
  run,
  decisive,
}: {
  readonly run: ReportRun;
  readonly decisive?: Decisive | undefined;
}) {
  const { first, rest } = furtherOf(run, decisive);
  if (first.length + rest.length === 0) return null;
  return (
    <>
      <Subheading>Also found</Subheading>
      {first.length > 0 ? <Sentences findings={first} /> : null}
      {rest.length > 0 ? (
        <details>
          <summary>{formatCount(rest.length)} more</summary>
          <Sentences findings={rest} />
        </details>
      ) : null}
    </>
  );
}

/** Refuted first, those that most sources repeat before others: what many believe is the surprise. */
function surprising(claims: readonly ReportClaim[]): ReportClaim[] {
  const order = ['refuted', 'supported', 'unresolved', 'unavailable'];
  return [...claims].sort(
    (one, other) =>
      order.indexOf(one.verdict) - order.indexOf(other.verdict) || other.source.length - one.source.length,
  );
}

export function ClaimSentences({ run }: { readonly run: ReportRun }) {
  if (run.claims.length === 0) return null;
  const shown = surprising(run.claims).slice(0, mostClaims);
  const left = run.claims.length - shown.length;
  return (
    <>
      <ul class="sentences">
        {shown.map(({ id, verdict, title, sentence, holdsWhere, needs }) => (
          <li key={id}>
            <b>{verdict}</b>: “{title}” ({id}). {typeset(asSentence(shortened(sentence), needs))}.
            {holdsWhere === null ? '' : ` It holds where ${shortened(holdsWhere)}.`}
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <p class="note">
          Refuted ones first, those that most sources repeat before others; {formatCount(left)} more are{' '}
          <a href="#claims">below</a>.
        </p>
      ) : null}
    </>
  );
}
