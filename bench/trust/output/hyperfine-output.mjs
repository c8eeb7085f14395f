// Reads what hyperfine (1.15 and later) prints and exports of two commands that were named A and B.

/**
 * The summary's line: `faster` ('A' or 'B'), the printed rounded `ratio` of the slower to the faster, and the printed `spread`
 * behind the +-, null where there is none. Throws where there is no such line.
 */
export function parseSummary(text) {
  // Until 1.15 the names are in quotes.
  const found = /'?\b([AB])\b'? ran\s+(\d+(?:\.\d+)?)(?: ± (\d+(?:\.\d+)?))? times faster than/.exec(text);
  if (!found) throw new Error(`hyperfine's summary is not as expected: ${text.slice(-400)}`);
  const [, faster, ratio, spread] = found;
  return { faster, ratio: Number(ratio), spread: spread === undefined ? null : Number(spread) };
}

/** The wall times in seconds of the commands A and B in the exported JSON. */
export function parseTimes(json) {
  const { results } = JSON.parse(json);
  const timesOf = (name) => results.find(({ command }) => command === name)?.times;
  const [a, b] = [timesOf('A'), timesOf('B')];
  if (!(a?.length > 1 && b?.length > 1)) throw new Error("hyperfine's export holds no times of A and B");
  return { a, b };
}

/**
 * Which command the summary names: `line` believes it once its ratio is not printed as 1.00, `beyond` once the ratio is further
 * from 1 than the +- beside it. In hundredths, because that is what is printed.
 */
export function summaryVerdicts({ faster, ratio, spread }) {
  const distance = Math.round(100 * ratio) - 100;
  return {
    line: distance > 0 ? faster : 'none',
    beyond: distance > Math.round(100 * (spread ?? 0)) ? faster : 'none',
  };
}

/** B/A with its +- from the summary, as `{low, high}`; null where the +- is missing or as large as the ratio. */
export function printedInterval({ faster, ratio, spread }) {
  if (spread === null || spread >= ratio) return null;
  const [low, high] = [ratio - spread, ratio + spread];
  return faster === 'A' ? { low, high } : { low: 1 / high, high: 1 / low };
}
