/** What this machine's cold memory costs: the coldest first pass of a warm-up against the later passes. */
import type { Finding } from '../../model/finding.ts';
import { phases, sampleColumns } from '../../model/probe.ts';
import type { TrialRecord } from '../../model/run.ts';
import { formatDuration, formatNumber, formatRatio } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import { makeFinding } from './make-finding.ts';

const durationNs = sampleColumns.indexOf('durationNs');
const minorFaults = sampleColumns.indexOf('minorFaults');
const firstTouch = phases.indexOf('first-touch');
/** Below this the first pass is not called cold. */
const coldFactor = 1.2;

/** Nanoseconds for each real fault of every pass of a warm-up. */
function passes(trial: TrialRecord): number[] {
  const costs: number[] = [];
  for (const step of trial.steps) {
    const sample = step.samples[firstTouch];
    const faults = sample?.[minorFaults] ?? 0;
    if (sample && faults > 0) costs.push((sample[durationNs] as number) / faults);
  }
  return costs;
}

export function findColdMemory(analysis: Analysis): Finding[] {
  const usable = analysis.warmups.filter((trial) => passes(trial).length > 1);
  const [first] = [...usable].sort((a, b) => (passes(b)[0] ?? 0) - (passes(a)[0] ?? 0));
  if (!first) return [];
  const coldNs = passes(first)[0] as number;
  const warmNs = Math.min(...passes(first).slice(1));
  const ratio = coldNs / warmNs;
  const faults = first.steps[0]?.samples[firstTouch]?.[minorFaults] ?? 0;
  const words = `${formatDuration(coldNs)} a fault at first touch and ${formatDuration(warmNs)} when touched again`;
  const of = `the coldest first pass of ${formatNumber(usable.length, 'warm-up')}, ${formatNumber(faults, 'fault')}`;
  const sentence =
    ratio >= coldFactor
      ? `this machine's cold memory costs ${words} (${formatRatio(ratio)} times as much; ${of}). Timed trials run on warmed memory.`
      : `no cold memory was met: ${words} (${of}). Memory is warmed before timing all the same.`;
  return [
    makeFinding(analysis, -1, {
      kind: 'cold-memory',
      ratio,
      n: usable.length,
      sentence,
      figures: { coldNsPerFault: coldNs, warmNsPerFault: warmNs, passNsPerFault: passes(first) },
    }),
  ];
}
