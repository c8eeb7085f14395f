// The peer that everyone has: run A ten times, then B ten times, time each command from outside and compare the means.
import { mean } from '../../../dist/statistics/index.js';
import { disjointStandardErrors, smallerMean } from '../rules/two-means.mjs';
import { runTool, secondsSince } from '../run-tool.mjs';

export const name = 'naive';

/** Why it cannot be asked here, or null. */
export function available(programs) {
  return programs?.touchPages.unavailable ?? null;
}

/** Rules: `means` names the smaller mean always; `mean-sem-disjoint` where the standard errors do not overlap. */
export function ask({ pagesA, pagesB, programs, runs = 10 }) {
  const started = process.hrtime.bigint();
  const times = (pages) =>
    Array.from({ length: runs }, () => runTool(programs.touchPages.path, [String(pages)]).seconds);
  const a = times(pagesA);
  const b = times(pagesB);
  return {
    tool: `${runs} runs of A, then ${runs} of B`,
    seconds: secondsSince(started),
    verdicts: { means: smallerMean(a, b), 'mean-sem-disjoint': disjointStandardErrors(a, b) },
    ratio: mean(b) / mean(a),
    interval: null,
  };
}
