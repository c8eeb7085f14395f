// What people conclude from a tool's one figure of each of two runs: the better figure wins, once they differ when rounded.

/**
 * Which run did better, by its times or times per piece of work (any one unit): 'none' where their ratio rounds to 1.00.
 * Throughputs are asked with their reciprocals.
 */
export function betterFigure(timeA, timeB) {
  const ratio = Math.round((100 * Math.max(timeA, timeB)) / Math.min(timeA, timeB)) / 100;
  return ratio === 1 ? 'none' : timeA < timeB ? 'A' : 'B';
}
