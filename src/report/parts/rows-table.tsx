/** A small table in the text of the page: figures to the right, and a caption that says what they are. */

export type Cell = string | { readonly number: string } | { readonly code: string };

type RowsTableProps = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

function isNumber(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && 'number' in cell;
}

function content(cell: Cell) {
  if (typeof cell === 'string') return cell;
  return 'number' in cell ? cell.number : <code>{cell.code}</code>;
}

export function RowsTable({ caption, columns, rows }: RowsTableProps) {
  const [first] = rows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table class="rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th key={index} scope="col" class={isNumber(first?.[index]) ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={isNumber(cell) ? 'number' : undefined}>
                  {content(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
