/** Below a chart: the table behind it, and both as files. */

import { useContext } from 'preact/hooks';
import type { Chart, Table } from '../charts/chart.ts';
import { serializeCsv } from './csv.ts';
import { download } from './download.ts';
import { ReaderContext } from './reader.ts';
import { svgFile } from './svg-file.ts';

/** More rows than these are in the CSV only: a page is to be read. */
const mostRows = 200;

function ValuesTable({ table }: { readonly table: Table }) {
  const shown = table.rows.slice(0, mostRows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="Values">
      <table>
        <thead>
          <tr>
            {table.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {row.map((value, column) => (
                <td key={table.columns[column]} class={typeof value === 'number' ? 'number' : undefined}>
                  {value ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < table.rows.length ? (
        <p>
          The first {shown.length} of {table.rows.length} rows; the CSV has them all.
        </p>
      ) : null}
    </section>
  );
}

export function Values({ chart }: { readonly chart: Chart }) {
  const { arms } = useContext(ReaderContext);
  return (
    <details class="values">
      <summary>
        Values<span class="unseen"> of “{chart.title}”</span>
      </summary>
      <p class="save">
        <button
          type="button"
          onClick={() => download(`${chart.name}.svg`, 'image/svg+xml', svgFile(chart, arms))}
        >
          Save as SVG
        </button>
        <button
          type="button"
          onClick={() => download(`${chart.name}.csv`, 'text/csv', serializeCsv(chart.table))}
        >
          Save as CSV
        </button>
      </p>
      <ValuesTable table={chart.table} />
    </details>
  );
}
