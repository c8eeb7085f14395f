/** Where other programs had the CPU while something was timed: how often, and that the comparison leaves the wait out. */
import type { Finding } from '../../model/finding.ts';
import { formatCount, formatNumber, formatPercent } from '../../model/units.ts';
import { median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CommandSeries } from '../command-series.ts';
import { makeFinding } from './make-finding.ts';

/** A wait that takes less of the wall clock, or of the phases, is not worth a sentence. */
const notableShare = 0.005;

function strategyFinding(analysis: Analysis): Finding[] {
  const series = analysis.cells.flat().flatMap((cell) => cell.series);
  const preempted = series.reduce((sum, one) => sum + one.preempted, 0);
  const timed = series.reduce((sum, one) => sum + one.timedPhases, 0);
  if (preempted <= timed * notableShare) return [];
  return [
    makeFinding(analysis, -1, {
      kind: 'machine',
      n: preempted,
      sentence: `other programs took the CPU from ${formatCount(preempted)} of ${formatNumber(timed, 'timed phase')}: these count the time that they were on a CPU, not the wait.`,
      figures: { preempted, timed },
    }),
  ];
}

function commandFinding(analysis: Analysis, stage: number, here: CommandSeries): Finding[] {
  const shares = here.series
    .flatMap(({ columns, waitedNs }) =>
      Array.from({ length: here.blocks }, (_, block) => waitedNs.at(block) / columns.wallNs.at(block)),
    )
    .filter((one) => !Number.isNaN(one));
  const share = shares.length > 0 ? median(shares) : 0;
  if (share < notableShare) return [];
  const way = here.isWithoutWaits
    ? 'it is left out of the wall times that are compared, since each command is a single thread and cannot cause it'
    : 'it is in the wall times: commands with several threads or processes may cause it themselves';
  return [
    makeFinding(analysis, stage, {
      kind: 'machine',
      n: shares.length,
      sentence: `the commands were ready to run and had no CPU for ${formatPercent(share)} of the wall clock (median of ${formatCount(shares.length)}); ${way}.`,
      figures: { waitedShare: share },
    }),
  ];
}

export function findWaits(analysis: Analysis): Finding[] {
  const commands = analysis.commands.flatMap((here, stage) =>
    here ? commandFinding(analysis, stage, here) : [],
  );
  return [...strategyFinding(analysis), ...commands];
}
