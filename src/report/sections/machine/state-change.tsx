/** The machine before a run and after it: what moved, and every reading of both. */
import type { Fact } from '../../../model/facts/fact.ts';
import { type StateRow, stateTable } from '../../../model/facts/state-table.ts';
import type { ReportRun } from '../../../model/report.ts';
import { formatNumber } from '../../../model/units.ts';

function textOf(fact: Fact | undefined): string {
  if (!fact) return '–';
  return fact.missing ? `unavailable: ${fact.text}` : fact.text;
}

function Rows({ rows, killed }: { readonly rows: readonly StateRow[]; readonly killed: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="Readings of the machine">
      <table>
        <thead>
          <tr>
            <th scope="col">reading</th>
            <th scope="col">before</th>
            {killed ? null : <th scope="col">after</th>}
            {killed ? null : <th scope="col">during the run</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, name, before, after, grown }) => (
            <tr key={`${group} ${name}`}>
              <th scope="row">
                <span class="group">{group}</span> {name}
              </th>
              <td>{textOf(before)}</td>
              {killed ? null : <td>{textOf(after)}</td>}
              {killed ? null : <td>{grown === null ? '' : `+${grown}`}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function StateChange({ run: { header, end } }: { readonly run: ReportRun }) {
  const rows = stateTable(header.before, end?.after ?? null);
  if (!end) {
    return (
      <>
        <p>The run was killed: how the machine was at its end is not known.</p>
        <details>
          <summary>All {rows.length} readings before it</summary>
          <Rows rows={rows} killed />
        </details>
      </>
    );
  }
  const moved = rows.filter(({ before, after }) => textOf(before) !== textOf(after));
  const same = rows.filter(({ before, after }) => textOf(before) === textOf(after));
  return (
    <>
      {end.changes.length > 0 ? (
        <ul class="sentences">
          {end.changes.map(({ sentence }, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p>No setting changed, and nothing moved so far that it would have to be told.</p>
      )}
      <details>
        <summary>
          {formatNumber(moved.length, 'reading')} that moved, {same.length} that did not
        </summary>
        <Rows rows={[...moved, ...same]} killed={false} />
      </details>
    </>
  );
}
