/** A finding with everything said: what does not apply is null, and an infinite end of an interval too. */
import type { Finding } from '../../model/finding.ts';
import type { Interval } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';

export type FindingParts = Pick<Finding, 'kind' | 'sentence' | 'n'> &
  Partial<Omit<Finding, 'interval'>> & { readonly interval?: Interval | null };

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** A finding of the stage; the parts that are not given are null. */
export function makeFinding(analysis: Analysis, stage: number, parts: FindingParts): Finding {
  const { plan } = analysis.header;
  const { interval = null, ratio = null, ...rest } = parts;
  return {
    experiment: plan.name,
    stage: plan.stages[stage]?.name ?? 'run',
    arm: null,
    reference: null,
    sizeBytes: null,
    phase: null,
    design: null,
    verdict: null,
    ...rest,
    ratio: ratio === null ? null : finite(ratio),
    interval: interval && { low: finite(interval.low), high: finite(interval.high) },
  };
}
