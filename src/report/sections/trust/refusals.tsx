/** Trials that were refused: by stage, arm and kind of reason, with the first of each. */
import type { ReportRefusal, ReportRun } from '../../../model/report.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import { Subheading } from '../../parts/subheading.tsx';
import { shortName } from '../trials/decisive-cell.ts';

const mostRows = 40;
const mostCharacters = 300;

function cut(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

type Row = ReportRefusal & { readonly sizesBytes: readonly number[] };

/** An arm that is refused at one size is often refused at all of them: one row for all. */
function rowsOf(refusals: readonly ReportRefusal[]): Row[] {
  const rows = new Map<string, Row>();
  for (const refusal of refusals) {
    const { stage, arm, kind, sizeBytes, n } = refusal;
    const key = JSON.stringify([stage, arm, kind]);
    const known = rows.get(key);
    const size = sizeBytes === null ? [] : [sizeBytes];
    rows.set(key, {
      ...(known ?? refusal),
      n: (known?.n ?? 0) + n,
      sizesBytes: [...new Set([...(known?.sizesBytes ?? []), ...size])].sort((one, other) => one - other),
    });
  }
  return [...rows.values()].sort((one, other) => other.n - one.n);
}

function placesWords({ stage, sizesBytes }: Row): string {
  const [first, last] = [sizesBytes[0], sizesBytes.at(-1)];
  if (first === undefined || last === undefined) return shortName(stage);
  const sizes =
    sizesBytes.length > 2
      ? `${sizesBytes.length} sizes from ${formatBytes(first)} to ${formatBytes(last)}`
      : sizesBytes.map(formatBytes).join(' and ');
  return `${shortName(stage)}, ${sizes}`;
}

export function Refusals({ run }: { readonly run: ReportRun }) {
  const { trust, refused, trials } = run;
  if (refused === 0) return null;
  const rows = rowsOf(trust.refusals);
  const told = rows.reduce((sum, { n }) => sum + n, 0);
  const rest = rows.slice(mostRows).reduce((sum, { n }) => sum + n, 0);
  return (
    <>
      <Subheading>
        {formatCount(refused)} of {formatNumber(trials, 'trial')} {refused === 1 ? 'was' : 'were'} refused
      </Subheading>
      <p>
        A trial that did not end by itself, or that its own counters contradict, enters no figure of this
        page.
        {told < refused
          ? ` Of ${formatNumber(refused - told, 'trial')} of commands or scenarios no kind is counted.`
          : ''}
        {rest > 0 ? ` ${formatNumber(rest, 'trial')} of rarer kinds are not in the table.` : ''}
      </p>
      {rows.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="scroll" tabIndex={0} aria-label="Refused trials">
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">
                  trials
                </th>
                <th scope="col">arm</th>
                <th scope="col">kind</th>
                <th scope="col">where</th>
                <th scope="col">the first of them</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, mostRows).map((row, index) => (
                <tr key={index}>
                  <td class="number">{formatCount(row.n)}</td>
                  <td>{shortName(row.arm)}</td>
                  <td>{shortName(row.kind)}</td>
                  <td>{placesWords(row)}</td>
                  <td>{cut(row.example)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
