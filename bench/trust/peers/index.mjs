// The peers: `{name, available(programs), ask({pagesA, pagesB, programs, folder, runs?})}`. `available` returns null or a reason.
// An answer is `{tool, seconds, verdicts: {[rule]: 'A' | 'B' | 'none'}, ratio, interval}`: which one each rule names as the
// faster, the estimate of B/A and its interval `{low, high}` or null. Nothing is pinned. `ask` throws where the tool fails.
import { inOrder, interleaved } from './google-benchmark.mjs';
import * as hyperfine from './hyperfine.mjs';
import * as lmbench from './lmbench.mjs';
import * as naive from './naive.mjs';
import * as perfBench from './perf-bench.mjs';
import * as stressNg from './stress-ng.mjs';

/** Those that compare two programs given to them. */
export const comparingPeers = [naive, hyperfine, inOrder, interleaved];

/** Those with one workload of their own, which can only be asked A/A. */
export const figurePeers = [stressNg, perfBench, lmbench];
