/** What of the claims is shown: by verdict, by topic, by words. */
import type { ClaimVerdict } from '../../../model/claim.ts';
import { claimVerdicts } from '../../../model/claim.ts';
import { formatNumber } from '../../../model/units.ts';
import { pagePaint } from '../../charts/paint.ts';
import { type ClaimRow, hasVerdict } from './claim-rows.ts';
import { ClaimVerdictMark } from './verdict-mark.tsx';

export type ClaimChoice = {
  /** Verdicts that are switched off. */
  readonly without: ReadonlySet<ClaimVerdict>;
  /** Empty for all. */
  readonly topic: string;
  /** As typed. */
  readonly words: string;
};

export const everyClaim: ClaimChoice = { without: new Set(), topic: '', words: '' };

function matchesWords({ claim, text }: ClaimRow, { topic, words }: ClaimChoice): boolean {
  const wanted = words.toLowerCase().split(/\s+/);
  return (topic === '' || claim.topic === topic) && wanted.every((word) => text.includes(word));
}

export function isChosen(row: ClaimRow, choice: ClaimChoice): boolean {
  return (
    matchesWords(row, choice) &&
    claimVerdicts.some((verdict) => !choice.without.has(verdict) && hasVerdict(row, verdict))
  );
}

type FilterProps = {
  readonly rows: readonly ClaimRow[];
  readonly choice: ClaimChoice;
  readonly choose: (choice: ClaimChoice) => void;
};

function VerdictButtons({ rows, choice, choose }: FilterProps) {
  const toggled = (verdict: ClaimVerdict): ReadonlySet<ClaimVerdict> => {
    const without = new Set(choice.without);
    if (!without.delete(verdict)) without.add(verdict);
    return without;
  };
  return (
    <>
      {claimVerdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={!choice.without.has(verdict)}
          onClick={() => choose({ ...choice, without: toggled(verdict) })}
        >
          <ClaimVerdictMark verdict={verdict} paint={pagePaint} />
          {verdict} {rows.filter((row) => matchesWords(row, choice) && hasVerdict(row, verdict)).length}
        </button>
      ))}
    </>
  );
}

/** Counts are of the claims that the other two choices leave. */
export function ClaimFilter({ rows, choice, choose }: FilterProps) {
  const topics = [...new Set(rows.map(({ claim }) => claim.topic))].sort();
  const shown = rows.filter((row) => isChosen(row, choice)).length;
  return (
    <search class="claim-filter live-only" aria-label="Claims">
      <fieldset class="toggles" aria-label="Verdicts shown">
        <VerdictButtons rows={rows} choice={choice} choose={choose} />
      </fieldset>
      <label>
        Topic{' '}
        <select
          autocomplete="off"
          value={choice.topic}
          onChange={({ currentTarget }) => choose({ ...choice, topic: currentTarget.value })}
        >
          <option value="">all</option>
          {topics.map((topic) => (
            <option key={topic} value={topic}>
              {topic}
            </option>
          ))}
        </select>
      </label>
      <label>
        Words{' '}
        <input
          type="search"
          autocomplete="off"
          value={choice.words}
          onInput={({ currentTarget }) => choose({ ...choice, words: currentTarget.value })}
        />
      </label>
      <output>
        {shown === rows.length
          ? formatNumber(rows.length, 'claim')
          : `${shown} of ${formatNumber(rows.length, 'claim')}`}
      </output>
    </search>
  );
}
