/** One claim: its verdicts and title on a line, which opens to everything that is known of it. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { chartName } from '../../charts/chart-name.ts';
import { pagePaint } from '../../charts/paint.ts';
import type { ClaimRow, DecidedIn } from './claim-rows.ts';
import { ClaimVerdictMark, shownVerdict } from './verdict-mark.tsx';

function Verdict({ letter, claim }: DecidedIn) {
  return (
    <span class="claim-verdict" data-verdict={claim?.verdict}>
      {letter === '' ? null : <span class="letter">{letter}</span>}{' '}
      {claim ? (
        <>
          <ClaimVerdictMark verdict={shownVerdict(claim)} paint={pagePaint} /> {claim.verdict}
          {claim.holdsWhere === null ? '' : ' as worded'}
        </>
      ) : (
        'not tested'
      )}
    </span>
  );
}

/** Pages are linked, but never told who links them. */
function Sources({ texts }: { readonly texts: readonly string[] }) {
  return (
    <>
      {texts.map((text, index) => (
        <span key={text}>
          {index === 0 ? '' : '; '}
          {/^https?:\/\/\S+$/.test(text) ? (
            <a href={text} rel="noreferrer">
              {text}
            </a>
          ) : (
            text
          )}
        </span>
      ))}
    </>
  );
}

function Caveats({ items }: { readonly items: readonly string[] }) {
  if (items.length === 1) return <p>{items[0]}</p>;
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What was seen, run by run. */
function Evidence({ runs }: Pick<ClaimRow, 'runs'>) {
  return (
    <>
      {runs.flatMap(({ letter, claim }) =>
        claim
          ? [
              <Part key={letter} name={letter === '' ? 'Evidence' : `Evidence, ${letter}`}>
                {claim.sentence}
              </Part>,
              claim.holdsWhere === null ? null : (
                <Part key={`${letter}-where`} name={letter === '' ? 'Holds where' : `Holds where, ${letter}`}>
                  {claim.holdsWhere}
                </Part>
              ),
            ]
          : [],
      )}
    </>
  );
}

function Known({ claim, runs }: ClaimRow) {
  return (
    <dl>
      <Part name="Statement">{claim.statement}</Part>
      <Part name="Prediction">{claim.prediction}</Part>
      <Evidence runs={runs} />
      <Part name="Mechanism">{claim.mechanism}</Part>
      {claim.caveats.length > 0 ? (
        <Part name="Caveats">
          <Caveats items={claim.caveats} />
        </Part>
      ) : null}
      <Part name="Who says it">
        <Sources texts={claim.source} />
      </Part>
      <Part name="Evidence from">{claim.needs.join(', ')}</Part>
    </dl>
  );
}

/** Made once: a filter shows and hides a hundred of them with every letter typed. */
export function ClaimEntry({ row, hidden }: { readonly row: ClaimRow; readonly hidden: boolean }) {
  const entry = useMemo(() => {
    const { claim, runs } = row;
    return (
      <details>
        <summary>
          <span class="claim-id">{claim.id}</span>
          {runs.map((decided) => (
            <Verdict key={decided.letter} {...decided} />
          ))}
          <span class="claim-title">{claim.title}</span>
          <span class="claim-topic">{claim.topic}</span>
        </summary>
        <Known {...row} />
      </details>
    );
  }, [row]);
  return (
    <li hidden={hidden} id={chartName('claim', row.claim.id)}>
      {entry}
    </li>
  );
}
