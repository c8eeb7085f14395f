/** Which pages of a range are resident, as a strip of characters. */

const cells = 64;

/** By how much of a cell is resident: nothing, some, all. */
const marks = { unicode: ['·', '▒', '█'], ascii: ['.', '+', '#'] } as const;

/** The runs' states page by page, as shares of each cell. `runs`: lengths in pages, not resident first, alternating. */
function sharesOf(runs: readonly number[], pages: number, count: number): number[] {
  const shares = Array.from({ length: count }, () => 0);
  let at = 0;
  for (const [index, length] of runs.entries()) {
    const resident = index % 2 === 1;
    for (let cell = 0; resident && cell < count; cell++) {
      const [from, to] = [(cell * pages) / count, ((cell + 1) * pages) / count];
      shares[cell] = (shares[cell] ?? 0) + Math.max(0, Math.min(to, at + length) - Math.max(from, at));
    }
    at += length;
  }
  return shares.map((resident) => resident / (pages / count));
}

/** A line of at most 64 characters; empty where there are no pages. */
export function residencyStrip(runs: readonly number[], unicode: boolean): string {
  const pages = runs.reduce((sum, length) => sum + length, 0);
  if (pages === 0) return '';
  const [none, some, all] = unicode ? marks.unicode : marks.ascii;
  const mark = (share: number): string => (share > 0.999 ? all : share > 0 ? some : none);
  return sharesOf(runs, pages, Math.min(cells, pages)).map(mark).join('');
}
