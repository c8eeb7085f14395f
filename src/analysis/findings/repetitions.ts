/** The program repeated as it stands: its own figures, what its author would conclude, and what position did. */
import type { RepetitionStage } from '../../model/experiment.ts';
import type { Finding } from '../../model/finding.ts';
import { phases, type StepResult, sampleColumns } from '../../model/probe.ts';
import type { TrialRecord } from '../../model/run.ts';
import { formatNumber, formatRatio } from '../../model/units.ts';
import { coefficientOfVariation, median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import { makeFinding } from './make-finding.ts';

const durationNs = sampleColumns.indexOf('durationNs');
const timed = [phases.indexOf('allocate'), phases.indexOf('first-touch')];

/** What the program prints for one half: from the call to the last byte written, in seconds. */
function secondsOf(step: StepResult | undefined): number {
  return timed.reduce((sum, phase) => sum + (step?.samples[phase]?.[durationNs] ?? 0), 0) / 1e9;
}

/** Null where one run, or a clock that stood still, shows none. */
function variationOf(seconds: readonly number[]): number | null {
  const share = seconds.length > 1 ? coefficientOfVariation(seconds) : Number.NaN;
  return Number.isNaN(share) ? null : share;
}

function variation(seconds: readonly number[]): string {
  const share = variationOf(seconds);
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}

/** The author's second conclusion, for which one run is not enough. */
function variesMore(first: readonly number[], second: readonly number[], names: readonly string[]): string {
  if (first.length < 2) return '';
  return `, ${coefficientOfVariation(first) >= coefficientOfVariation(second) ? names[0] : names[1]} varies more`;
}

function stageFinding(
  analysis: Analysis,
  index: number,
  stage: RepetitionStage,
  trials: readonly TrialRecord[],
): Finding {
  const halves = stage.arm.steps.map((_, step) => trials.map((trial) => secondsOf(trial.steps[step])));
  const [first, second] = [halves[0] ?? [], halves[1] ?? []];
  const names = stage.arm.steps.map((step) => step.strategy);
  const ratio = median(first) / median(second);
  const longer = ratio >= 1 ? names[0] : names[1];
  return makeFinding(analysis, index, {
    kind: 'repetition',
    arm: names[0] ?? null,
    reference: names[1] ?? null,
    sizeBytes: stage.sizeBytes,
    phase: 'allocate+first-touch',
    ratio,
    n: trials.length,
    sentence:
      `${stage.question}: ${names[0]}, run first, took ${formatRatio(ratio)} of ${names[1]}'s time (median of ${formatNumber(trials.length, 'run')}; ` +
      `CV ${variation(first)} against ${variation(second)}). Its author would conclude: ${longer} is slower${variesMore(first, second, names)}.`,
    figures: {
      firstSeconds: first,
      secondSeconds: second,
      firstMedianSeconds: median(first),
      secondMedianSeconds: median(second),
      firstVariation: variationOf(first),
      secondVariation: variationOf(second),
      memory: stage.memory,
    },
  });
}

export function findRepetitions(analysis: Analysis): Finding[] {
  const findings: Finding[] = [];
  for (const [index, stage] of analysis.header.plan.stages.entries()) {
    const trials = analysis.repetitions[index] ?? [];
    if (stage.kind === 'repetition' && trials.length > 0)
      findings.push(stageFinding(analysis, index, stage, trials));
  }
  return findings;
}
