// perf's memset bandwidth, on memory that it has touched before. It has one workload of its own and cannot compare two
// programs; asked A/A, it runs twice, and the run with the larger figure wins, once they differ by 1 % when rounded.
import { askTwice } from '../ask-twice.mjs';
import { parsePerfBench } from '../output/one-figure-output.mjs';
import { missing, runTool, versionOf } from '../run-tool.mjs';

export const name = 'perf-bench';

const args = ['bench', '--format', 'simple', 'mem', 'memset', '--size', '64MB', '--nr_loops', '100'];

/** Why it cannot be asked here, or null. */
export function available() {
  return missing('perf', ['bench', 'mem', 'memset', '--size', '1MB', '--function', 'default']);
}

/** Rule: `bigger-number-wins` on bytes per second. */
export function ask(question) {
  return askTwice(question, `${versionOf('perf')} ${args.join(' ')}`, () => ({
    'bigger-number-wins': 1 / parsePerfBench(runTool('perf', [...args, '--function', 'default']).stdout),
  }));
}
