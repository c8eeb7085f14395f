// hyperfine on `touch-pages A` and `touch-pages B`, without a shell and otherwise with its defaults (3 s a command or more).
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from '../../../dist/statistics/index.js';
import { parseSummary, parseTimes, printedInterval, summaryVerdicts } from '../output/hyperfine-output.mjs';
import { welchVerdict } from '../rules/welch.mjs';
import { missing, runTool, versionOf } from '../run-tool.mjs';

export const name = 'hyperfine';

/** Why it cannot be asked here, or null. */
export function available(programs) {
  return programs?.touchPages.unavailable ?? missing('hyperfine');
}

/**
 * Rules: `times-faster-line` believes the summary once its ratio is not printed as 1.00; `beyond-its-own-plus-minus` once
 * that ratio is further from 1 than the +- beside it (standard deviations, not errors); `welch` is a t-test at 5 % on the
 * exported times. `runs`, where given, is the number of runs of each command instead of hyperfine's choice. The interval is
 * the summary's +-.
 */
export function ask({ pagesA, pagesB, programs, folder, runs }) {
  const file = join(folder, 'hyperfine.json');
  const command = (pages) => `'${programs.touchPages.path.replaceAll("'", `'\\''`)}' ${pages}`;
  const count = runs === undefined ? [] : ['--runs', String(runs)];
  const named = ['-n', 'A', '-n', 'B', command(pagesA), command(pagesB)];
  try {
    const { stdout, seconds } = runTool('hyperfine', ['-N', '--export-json', file, ...count, ...named]);
    const summary = parseSummary(stdout);
    const { a, b } = parseTimes(readFileSync(file, 'utf8'));
    const { line, beyond } = summaryVerdicts(summary);
    return {
      tool: [versionOf('hyperfine'), '-N', ...count].join(' '),
      seconds,
      verdicts: {
        'times-faster-line': line,
        'beyond-its-own-plus-minus': beyond,
        welch: welchVerdict(a, b),
      },
      ratio: mean(b) / mean(a),
      interval: printedInterval(summary),
      runs: [a.length, b.length],
    };
  } finally {
    rmSync(file, { force: true });
  }
}
