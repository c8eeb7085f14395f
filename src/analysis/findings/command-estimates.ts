/** What each command took by itself, what it printed, what it left running and how it ended. */
import type { Finding } from '../../model/finding.ts';
import { formatBytes, formatDuration, formatNumber } from '../../model/units.ts';
import {
  mean,
  median,
  orderStatisticInterval,
  signIntervalRank,
  sorted,
  variance,
} from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CommandArmSeries, CommandSeries } from '../command-series.ts';
import { peaksOf } from './command-peaks.ts';
import { makeFinding } from './make-finding.ts';

function estimateFinding(analysis: Analysis, stage: number, series: CommandArmSeries): Finding {
  const { arm, columns } = series;
  const peaks = peaksOf(series);
  const wallNs = sorted(columns.wallNs.present());
  const rank = signIntervalRank(wallNs.length, analysis.header.settings.alpha);
  const { low, high } = orderStatisticInterval(wallNs, rank);
  const typical = median(wallNs);
  const interval = rank > 0 ? `${formatDuration(low)}..${formatDuration(high)}` : 'no interval yet';
  const peak =
    'reason' in peaks ? ` Its peak memory is not known: ${peaks.reason}.` : ` ${peakInWords(peaks)}`;
  return makeFinding(analysis, stage, {
    kind: 'estimate',
    arm: arm.name,
    n: wallNs.length,
    sentence: `${series.name}: median ${formatDuration(typical)} (${interval}) over ${formatNumber(wallNs.length, 'execution')}.${peak}`,
    figures: {
      line: arm.line,
      shell: arm.shell,
      medianNs: typical,
      lowNs: Number.isFinite(low) ? low : null,
      highNs: Number.isFinite(high) ? high : null,
      meanNs: mean(wallNs),
      standardDeviationNs: wallNs.length > 1 ? Math.sqrt(variance(wallNs)) : null,
      fastestNs: wallNs[0] ?? null,
      slowestNs: wallNs.at(-1) ?? null,
      // Means: the kernel splits a short execution's time by the clock tick, all to one side or the other.
      userNs: mean(columns.userNs.present()),
      systemNs: mean(columns.systemNs.present()),
      minorFaults: median(columns.minorFaults.present()),
      majorFaults: median(columns.majorFaults.present()),
      voluntarySwitches: median(columns.voluntarySwitches.present()),
      involuntarySwitches: median(columns.involuntarySwitches.present()),
      peakBytes: 'reason' in peaks ? null : peaks.medianBytes,
      peakSumBytes: 'reason' in peaks ? null : peaks.sumBytes,
      processes: 'reason' in peaks ? null : peaks.processes,
    },
  });
}

function peakInWords({
  medianBytes,
  sumBytes,
  processes,
}: Exclude<ReturnType<typeof peaksOf>, { reason: string }>) {
  if (processes === 1) return `Its peak memory: ${formatBytes(medianBytes)}.`;
  return `Peak memory of the largest of its ${Math.round(processes)} processes: ${formatBytes(medianBytes)}; the peaks of all add up to ${formatBytes(sumBytes)}.`;
}

/** Whether commands print the same, by the hashes of their witness trials. */
function outputFindings(analysis: Analysis, stage: number, here: CommandSeries): Finding[] {
  if (!here.stage.checkOutput) return [];
  const arms = here.series.slice(0, -1);
  const varying = arms.filter(({ printed }) => printed.size > 1);
  const first = [...(arms[0]?.printed ?? [])][0];
  const others = arms.filter((one) => one.printed.size === 1 && first && !one.printed.has(first[0]));
  const sentences = [
    ...varying.map(({ name }) => `${name} prints something else each time: its output cannot be compared.`),
    ...others.map(({ name, printed }) => {
      const [bytes] = [...printed.values()];
      return `the commands print different things: ${name} prints ${formatNumber(bytes ?? 0, 'byte')}, ${arms[0]?.name} ${formatNumber(first?.[1] ?? 0, 'byte')}, with another hash. They may not do the same work.`;
    }),
  ];
  if (sentences.length === 0 && first)
    sentences.push(`all commands print the same ${formatNumber(first[1], 'byte')}.`);
  const figures = {
    agree: varying.length + others.length === 0 ? 'yes' : 'no',
    hashes: arms.map(({ arm, printed }) => `${arm.name}: ${[...printed.keys()].join(' ')}`).join('; '),
  };
  return sentences.map((sentence) =>
    makeFinding(analysis, stage, { kind: 'output', n: arms.length, sentence, figures }),
  );
}

function leftRunningFindings(analysis: Analysis, stage: number, here: CommandSeries): Finding[] {
  return here.series
    .slice(0, -1)
    .filter(({ leftRunning }) => leftRunning.trials > 0)
    .map(({ arm, name, leftRunning: { trials, most } }) =>
      makeFinding(analysis, stage, {
        kind: 'left-running',
        arm: arm.name,
        n: trials,
        sentence: `${name} left up to ${most} ${most === 1 ? 'process' : 'processes'} running behind it, in ${formatNumber(trials, 'execution')}; they were ended before the next one, and their work is in no figure.`,
      }),
    );
}

function exitCodeFindings(analysis: Analysis, stage: number, here: CommandSeries): Finding[] {
  return here.series.slice(0, -1).flatMap(({ arm, name, exitCodes }) => {
    const failed = exitCodes.filter((code) => code !== 0);
    if (failed.length === 0) return [];
    const codes = [...new Set(failed)].filter((code) => code >= 0);
    const ways = [
      ...(codes.length > 0 ? [`exit code ${codes.join(', ')}`] : []),
      ...(failed.includes(-1) ? ['ended by a signal'] : []),
    ];
    return [
      makeFinding(analysis, stage, {
        kind: 'exit-code',
        arm: arm.name,
        n: failed.length,
        sentence: `${name} failed in ${failed.length} of ${formatNumber(exitCodes.length, 'execution')} (${ways.join('; ')}); they count all the same (--ignore-failure).`,
      }),
    ];
  });
}

export function findCommandEstimates(analysis: Analysis): Finding[] {
  return analysis.commands.flatMap((here, stage) => {
    if (!here || here.blocks === 0) return [];
    return [
      ...here.series
        .slice(0, -1)
        .filter((series) => series.exitCodes.length > 0)
        .map((series) => estimateFinding(analysis, stage, series)),
      ...outputFindings(analysis, stage, here),
      ...leftRunningFindings(analysis, stage, here),
      ...exitCodeFindings(analysis, stage, here),
    ];
  });
}
